package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where credentials of a cloud come from. */
public enum CredentialKind {
  /** Environment variables. */
  @JsonProperty("environment")
  ENVIRONMENT("environment variables"),
  /** Keys in a configuration file of the cloud's own tools. */
  @JsonProperty("profile")
  PROFILE("keys of a profile"),
  /** Access keys that Stentor keeps. */
  @JsonProperty("access-keys")
  ACCESS_KEYS("access keys kept by Stentor"),
  /** A session of a role. */
  @JsonProperty("assumed-role")
  ASSUMED_ROLE("assumed role"),
  /** A role of IAM Identity Center. */
  @JsonProperty("identity-center")
  IDENTITY_CENTER("IAM Identity Center"),
  /** Whatever else a profile names: a program, a token of the web, the role of a machine. */
  @JsonProperty("other")
  OTHER("another source that the profile names");

  private final String words;

  CredentialKind(String words) {
    this.words = words;
  }

  /** For a person. */
  public String words() {
    return words;
  }
}
