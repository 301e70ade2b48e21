package stentor.protocol.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.protocol.json.Versioned;

/**
 * The tokens of an environment that have names: {@code environments/<name>/tokens.json}. Replaced
 * as a whole by whoever holds the writer's lock; read by the masters. Every call of a client is
 * compared with all of them.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param tokens each name once, the oldest first
 */
public record NamedTokens(int schema, List<NamedToken> tokens) implements Versioned {

  /** The file's name. */
  public static final String FILE = "tokens.json";

  /** No more are made. */
  public static final int MOST = 1_000;

  /** None at all. */
  public static final NamedTokens NONE = new NamedTokens(SCHEMA, List.of());

  /** Copies the list. */
  public NamedTokens {
    tokens = List.copyOf(tokens);
  }

  /** The one of this name. */
  public Optional<NamedToken> find(TokenName name) {
    return tokens.stream().filter(token -> token.name().equals(name)).findFirst();
  }

  /** These and one more. */
  public NamedTokens with(NamedToken token) {
    return new NamedTokens(schema, Stream.concat(tokens.stream(), Stream.of(token)).toList());
  }

  /** These but for the one of this name. */
  public NamedTokens without(TokenName name) {
    return new NamedTokens(
        schema, tokens.stream().filter(token -> !token.name().equals(name)).toList());
  }
}
