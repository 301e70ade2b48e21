package stentor.master.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import stentor.master.MasterException;
import stentor.master.MasterProblem;

/**
 * The key by which a client marks its repetitions of one request
 * (draft-ietf-httpapi-idempotency-key-header-07), taken as it was sent. Only its hash is kept: it
 * is as long as any other and has no character that a file system minds.
 *
 * @param hash SHA-256 of the key in lower-case hexadecimal
 */
record IdempotencyKey(String hash) {

  /** The header that carries it. */
  static final String HEADER = "Idempotency-Key";

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");

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
    if (!PRINTABLE.matcher(key).matches()) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              HEADER, "it is no key", "1 to 255 printable ASCII characters, for example a UUID"));
    }
    byte[] hash = Fingerprint.sha256().digest(key.getBytes(StandardCharsets.US_ASCII));
    return Optional.of(new IdempotencyKey(HexFormat.of().formatHex(hash)));
  }
}
