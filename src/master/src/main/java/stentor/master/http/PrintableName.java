package stentor.master.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client calls something of its own, taken as it was sent. Only its hash is kept: it is as
 * long as any other and has no character that a file system minds.
 */
final class PrintableName {

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");

  private PrintableName() {}

  /**
   * SHA-256 of a name in lower-case hexadecimal; absent where it is not of 1 to 255 printable ASCII
   * characters.
   */
  static Optional<String> hash(String sent) {
    if (!PRINTABLE.matcher(sent).matches()) {
      return Optional.empty();
    }
    byte[] hash = Fingerprint.sha256().digest(sent.getBytes(StandardCharsets.US_ASCII));
    return Optional.of(HexFormat.of().formatHex(hash));
  }
}
