package stentor.models.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import stentor.models.Cancellation;

/** SHA-256 hashes (FIPS 180-4) as documents spell them: 64 lower-case hexadecimal digits. */
public final class Sha256 {

  private static final int BLOCK = 1 << 16;

  private Sha256() {}

  /** A fresh digest. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  /** The hash that a digest has come to; resets the digest. */
  public static String of(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of bytes. */
  public static String of(byte[] bytes) {
    MessageDigest digest = digest();
    digest.update(bytes);
    return of(digest);
  }

  /**
   * The hash of a file.
   *
   * @throws IOException if the file cannot be read
   * @throws stentor.models.ModelException if it was cancelled
   */
  public static String of(Path file, Cancellation cancellation) throws IOException {
    MessageDigest digest = digest();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
        cancellation.check();
      }
    }
    return of(digest);
  }
}
