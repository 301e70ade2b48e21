package stentor.protocol.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * A secret by which a client is let in. It is in no log and no message: {@link #toString()} does
 * not say it.
 *
 * @param value 256 random bits as base64url (RFC 4648, section 5) without padding
 */
public record AccessToken(String value) {

  private static final int BYTES = 32;

  /**
   * One that nobody has.
   *
   * @param random a secure one
   */
  public static AccessToken next(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * What may be kept of it: its SHA-256 in lower-case hexadecimal. A slow hash is for passwords,
   * which can be guessed; 256 random bits cannot be, however fast a guess is tried.
   */
  public String sha256() {
    return sha256(value);
  }

  /** The same of what somebody says is one. */
  public static String sha256(String said) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return "AccessToken";
  }
}
