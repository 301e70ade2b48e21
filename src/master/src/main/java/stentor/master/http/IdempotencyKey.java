package stentor.master.http;

import io.javalin.http.Context;
import java.util.Optional;
import stentor.master.MasterException;
import stentor.master.MasterProblem;

/**
 * The key by which a client marks its repetitions of one request
 * (draft-ietf-httpapi-idempotency-key-header-07), a {@link PrintableName}.
 *
 * @param hash SHA-256 of the key in lower-case hexadecimal
 */
record IdempotencyKey(String hash) {

  /** The header that carries it. */
  static final String HEADER = "Idempotency-Key";

  /**
   * The request's key, if it has one.
   *
   * @throws MasterException if it cannot be a key
   */
  static Optional<IdempotencyKey> of(Context context) {
    String key = context.header(HEADER);
    if (key == null) {
      return Optional.empty();
    }
    String hash =
        PrintableName.hash(key)
            .orElseThrow(
                () ->
                    new MasterException(
                        new MasterProblem.BadParameter(
                            HEADER,
                            "it is no key",
                            "1 to 255 printable ASCII characters, for example a UUID")));
    return Optional.of(new IdempotencyKey(hash));
  }
}
