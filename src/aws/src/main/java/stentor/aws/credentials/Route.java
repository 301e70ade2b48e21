package stentor.aws.credentials;

import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.profiles.ProfileFile;
import stentor.control.secret.KeptKey;
import stentor.protocol.environment.CredentialKind;

/** How credentials come about. */
sealed interface Route {

  /** What kind they are. */
  CredentialKind kind();

  /**
   * Keys that are there.
   *
   * @param kind where they are from
   */
  record Keys(CredentialKind kind, AwsCredentials keys) implements Route {

    /** Does not tell the keys. */
    @Override
    public String toString() {
      return kind.toString();
    }
  }

  /**
   * A session of a role.
   *
   * @param profile that names the role
   * @param arn of the role
   * @param device of the second factor; absent where none is needed
   * @param externalId that whoever owns the role wants to hear
   * @param session name of the session
   * @param seconds how long it lasts; absent: as long as usual
   * @param base whose credentials assume it
   */
  record Role(
      String profile,
      String arn,
      Optional<String> device,
      Optional<String> externalId,
      String session,
      OptionalInt seconds,
      Route base)
      implements Route {
    @Override
    public CredentialKind kind() {
      return CredentialKind.ASSUMED_ROLE;
    }
  }

  /**
   * A role that IAM Identity Center gives.
   *
   * @param profile that names it
   * @param center where one signs in
   * @param account number of the account
   * @param role name of the role there
   */
  record CenterRole(String profile, IdentityCenter center, String account, String role)
      implements Route {
    @Override
    public CredentialKind kind() {
      return CredentialKind.IDENTITY_CENTER;
    }
  }

  /**
   * Access keys that Stentor keeps.
   *
   * @param profile their name
   * @param keys what is known of them
   */
  record Kept(String profile, KeptKey keys) implements Route {
    @Override
    public CredentialKind kind() {
      return CredentialKind.ACCESS_KEYS;
    }
  }

  /** What the SDK alone can do: a program that is asked, a token of the web, a machine's role. */
  record Other(String profile, ProfileFile files) implements Route {
    @Override
    public CredentialKind kind() {
      return CredentialKind.OTHER;
    }
  }
}
