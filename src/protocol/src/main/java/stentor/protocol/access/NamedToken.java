package stentor.protocol.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What is kept of a token that has a name.
 *
 * @param name its name
 * @param createdAt when it was made
 * @param sha256 of the token, in lower-case hexadecimal: the token itself is kept nowhere
 */
public record NamedToken(TokenName name, Instant createdAt, String sha256) {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Checks the hash. */
  public NamedToken {
    if (!HASH.matcher(sha256).matches()) {
      throw new IllegalArgumentException("Not a SHA-256 in hexadecimal");
    }
  }

  /**
   * Whether it is this one, found out in a time that tells nothing of either.
   *
   * @param other a {@link AccessToken#sha256(String)}
   */
  public boolean hasHash(String other) {
    return MessageDigest.isEqual(
        sha256.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
