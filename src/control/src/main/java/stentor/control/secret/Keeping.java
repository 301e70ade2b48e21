package stentor.control.secret;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a secret is kept. */
public enum Keeping {
  /** In the keychain of the system, which opens when its owner logs in. */
  @JsonProperty("keychain")
  KEYCHAIN("the system's keychain"),
  /** In a file that a passphrase opens. */
  @JsonProperty("file")
  FILE("an encrypted file"),
  /** Nowhere: it ends with this process. */
  @JsonProperty("memory")
  MEMORY("memory, until this process ends");

  private final String words;

  Keeping(String words) {
    this.words = words;
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
