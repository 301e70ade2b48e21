package stentor.master.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells two requests with the same idempotency key apart: SHA-256 over all that they ask for. */
final class Fingerprint {

  private Fingerprint() {}

  /**
   * The fingerprint, in lower-case hexadecimal.
   *
   * @param parameters all parameters in one order
   * @param upload the recording, read to its end
   */
  static String of(List<String> parameters, Upload upload) throws IOException {
    MessageDigest digest = sha256();
    for (String parameter : parameters) {
      byte[] bytes = parameter.getBytes(StandardCharsets.UTF_8);
      // Its length before each, so that no two lists look the same.
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    try (InputStream content = upload.content()) {
      content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new AssertionError("Every Java platform has SHA-256", never);
    }
  }
}
