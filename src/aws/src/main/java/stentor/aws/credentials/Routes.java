package stentor.aws.credentials;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import stentor.protocol.environment.CredentialKind;

/**
 * Finds out how credentials come about, from variables and from what the configuration files say of
 * a profile: <a
 * href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">their
 * settings</a>. Asks nobody.
 */
final class Routes {

  /** Profiles that name one another in a ring have no end. */
  private static final int LONGEST_CHAIN = 5;

  private static final String DEFAULT_SESSION = "stentor";
  private static final String SCOPE = "sso:account:access";

  private final Map<String, String> variables;
  private final ProfileFile files;
  private final Function<String, Optional<Route>> kept;

  /**
   * Routes by these files.
   *
   * @param kept access keys of a name that no file knows
   */
  Routes(Map<String, String> variables, ProfileFile files, Function<String, Optional<Route>> kept) {
    this.kept = kept;
    this.variables = variables;
    this.files = files;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** Keys among the variables. */
  Optional<Route> ofVariables() {
    Optional<String> key = variable("AWS_ACCESS_KEY_ID");
    Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
    return key.isPresent() && secret.isPresent()
        ? Optional.of(
            new Route.Keys(
                CredentialKind.ENVIRONMENT,
                keys(key.get(), secret.get(), variable("AWS_SESSION_TOKEN"))))
        : Optional.empty();
  }

  /**
   * The route of a profile, or of keys of that name; empty where there is none of this name, or
   * nothing usable in it.
   */
  Optional<Route> ofProfile(String name) {
    return ofProfile(name, LONGEST_CHAIN);
  }

  private Optional<Route> ofProfile(String name, int most) {
    Optional<Profile> found = files.profile(name);
    if (found.isEmpty()) {
      return kept.apply(name);
    }
    if (most == 0) {
      return Optional.empty();
    }
    Profile profile = found.get();
    Optional<String> role = profile.property(ProfileProperty.ROLE_ARN);
    Optional<String> source = profile.property(ProfileProperty.SOURCE_PROFILE);
    if (role.isPresent() && source.isPresent()) {
      // A profile may name itself as the source: then its own keys are meant.
      Optional<Route> base =
          source.get().equals(name) ? keys(profile) : ofProfile(source.get(), most - 1);
      return base.map(one -> role(profile, role.get(), one));
    }
    if (role.isPresent()) {
      boolean ofVariables =
          profile
              .property(ProfileProperty.CREDENTIAL_SOURCE)
              .filter("Environment"::equals)
              .isPresent();
      return ofVariables
          ? ofVariables().map(one -> role(profile, role.get(), one))
          : Optional.of(new Route.Other(name, files));
    }
    return center(profile)
        .or(() -> keys(profile))
        .or(() -> Optional.of(new Route.Other(name, files)));
  }

  private static Route role(Profile profile, String arn, Route base) {
    return new Route.Role(
        profile.name(),
        arn,
        profile.property(ProfileProperty.MFA_SERIAL),
        profile.property(ProfileProperty.EXTERNAL_ID),
        profile.property(ProfileProperty.ROLE_SESSION_NAME).orElse(DEFAULT_SESSION),
        number(profile.property(ProfileProperty.DURATION_SECONDS)),
        base);
  }

  private static OptionalInt number(Optional<String> text) {
    return text.filter(digits -> digits.matches("\\d{1,6}"))
        .map(digits -> OptionalInt.of(Integer.parseInt(digits)))
        .orElseGet(OptionalInt::empty);
  }

  private Optional<Route> center(Profile profile) {
    Optional<String> account = profile.property(ProfileProperty.SSO_ACCOUNT_ID);
    Optional<String> role = profile.property(ProfileProperty.SSO_ROLE_NAME);
    Optional<IdentityCenter> center =
        profile
            .property("sso_session")
            .map(name -> ProfileFiles.session(files, name).flatMap(one -> center(name, one)))
            .orElseGet(() -> oldCenter(profile));
    return account.isPresent() && role.isPresent()
        ? center.map(one -> new Route.CenterRole(profile.name(), one, account.get(), role.get()))
        : Optional.empty();
  }

  private static Optional<IdentityCenter> center(String name, Profile session) {
    Optional<String> url = session.property(ProfileProperty.SSO_START_URL);
    Optional<String> region = session.property(ProfileProperty.SSO_REGION);
    List<String> scopes =
        session
            .property("sso_registration_scopes")
            .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
            .orElse(List.of(SCOPE));
    return url.isPresent() && region.isPresent()
        ? Optional.of(new IdentityCenter(name, url.get(), region.get(), scopes))
        : Optional.empty();
  }

  /** Before there were sessions a profile named the portal itself. */
  private static Optional<IdentityCenter> oldCenter(Profile profile) {
    Optional<String> url = profile.property(ProfileProperty.SSO_START_URL);
    Optional<String> region = profile.property(ProfileProperty.SSO_REGION);
    return url.isPresent() && region.isPresent()
        ? Optional.of(new IdentityCenter(url.get(), url.get(), region.get(), List.of()))
        : Optional.empty();
  }

  private static Optional<Route> keys(Profile profile) {
    Optional<String> key = profile.property(ProfileProperty.AWS_ACCESS_KEY_ID);
    Optional<String> secret = profile.property(ProfileProperty.AWS_SECRET_ACCESS_KEY);
    return key.isPresent() && secret.isPresent()
        ? Optional.of(
            new Route.Keys(
                CredentialKind.PROFILE,
                keys(key.get(), secret.get(), profile.property(ProfileProperty.AWS_SESSION_TOKEN))))
        : Optional.empty();
  }

  private static AwsCredentials keys(String key, String secret, Optional<String> token) {
    return token.isPresent()
        ? AwsSessionCredentials.create(key, secret, token.get())
        : AwsBasicCredentials.create(key, secret);
  }
}
