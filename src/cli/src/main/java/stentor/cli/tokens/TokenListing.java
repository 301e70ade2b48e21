package stentor.cli.tokens;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.TokenName;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;

/**
 * Tokens as these commands print them.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param tokens all of an environment, the oldest first
 */
record TokenListing(int schema, List<Entry> tokens) {

  /** Copies the list. */
  TokenListing {
    tokens = List.copyOf(tokens);
  }

  /**
   * One of them; of the token itself nothing is known.
   *
   * @param name its name
   * @param createdAt when it was made
   */
  record Entry(TokenName name, Instant createdAt) {}

  static TokenListing of(List<NamedToken> tokens) {
    return new TokenListing(
        Versioned.SCHEMA,
        tokens.stream().map(token -> new Entry(token.name(), token.createdAt())).toList());
  }

  String json() {
    return new String(Documents.write(this), StandardCharsets.UTF_8);
  }
}
