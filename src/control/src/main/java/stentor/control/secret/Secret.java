package stentor.control.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Text that nobody but its owner may see: it is not told by accident, in a log say. */
public final class Secret {

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** The secret that is this text. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The text itself, for whoever it is meant for. */
  public String reveal() {
    return text;
  }

  /** Whether there is nothing in it. */
  public boolean isBlank() {
    return text.isBlank();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  /** Does not tell it. */
  @Override
  public String toString() {
    return "(secret)";
  }
}
