package stentor.protocol.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Token;

/**
 * How sure the engine is of one piece of its text.
 *
 * @param token the piece
 * @param logprob natural logarithm of its probability given all before it, at most 0
 * @param bytes the piece in UTF-8, each byte from 0 to 255
 */
public record Logprob(String token, double logprob, List<Integer> bytes) {

  /** Copies the list. */
  public Logprob {
    bytes = List.copyOf(bytes);
  }

  /** Of all pieces of these segments; absent where the engine has told of none. */
  public static Optional<List<Logprob>> of(List<Segment> segments) {
    List<Logprob> all =
        segments.stream().flatMap(segment -> segment.tokens().stream()).map(Logprob::of).toList();
    return Optional.of(all).filter(some -> !some.isEmpty());
  }

  private static Logprob of(Token token) {
    List<Integer> bytes = new ArrayList<>();
    for (byte one : token.text().getBytes(StandardCharsets.UTF_8)) {
      bytes.add(Byte.toUnsignedInt(one));
    }
    return new Logprob(token.text(), token.logProbability(), bytes);
  }
}
