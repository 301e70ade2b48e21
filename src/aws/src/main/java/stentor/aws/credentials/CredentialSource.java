package stentor.aws.credentials;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;

/**
 * Where credentials come from: the environment variables of AWS's own tools, or a profile of its
 * configuration files, which may name keys, a role, IAM Identity Center or a program. They are read
 * anew where those before have ended. Safe for all threads.
 */
public final class CredentialSource implements AwsCredentialsProvider {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialSource.class);

  private static final String DEFAULT_PROFILE = "default";

  private final Map<String, String> variables;
  private final Optional<String> profile;
  private Optional<AwsCredentialsProvider> current = Optional.empty();

  /**
   * A source.
   *
   * @param variables environment variables
   * @param profile name of the profile; absent: that of {@code AWS_PROFILE}, keys among the
   *     variables, or the default profile, in that order
   */
  public CredentialSource(Map<String, String> variables, Optional<String> profile) {
    this.variables = Map.copyOf(variables);
    this.profile = profile.or(() -> variable("AWS_PROFILE"));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  @Override
  public AwsCredentials resolveCredentials() {
    AwsCredentialsProvider provider;
    synchronized (this) {
      if (current.isEmpty()) {
        current = Optional.of(open());
      }
      provider = current.get();
    }
    return provider.resolveCredentials();
  }

  /** Forgets those there are: the next call reads them anew. */
  public synchronized void forget() {
    current = Optional.empty();
  }

  /**
   * Finds out whether there are any.
   *
   * @throws CloudException with {@link AccessProblem} if there are none
   */
  public void require() {
    Optional<AccessProblem> missing = missing();
    if (missing.isPresent()) {
      throw new CloudException(missing.get());
    }
  }

  /** Why there are none; empty where there are. */
  public Optional<AccessProblem> missing() {
    try {
      var _ = resolveCredentials();
      return Optional.empty();
    } catch (SdkClientException unusable) {
      LOG.info("No credentials for AWS: {}", unusable.getMessage());
      return Optional.of(
          profile.isPresent()
              ? new AccessProblem.ProfileUnusable(profile.get(), profiles())
              : new AccessProblem.NoCredentials(
                  List.of("AWS_ACCESS_KEY_ID", "the default profile")));
    }
  }

  private AwsCredentialsProvider open() {
    Optional<String> key = variable("AWS_ACCESS_KEY_ID");
    Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
    if (profile.isEmpty() && key.isPresent() && secret.isPresent()) {
      Optional<String> token = variable("AWS_SESSION_TOKEN");
      AwsCredentials keys =
          token.isPresent()
              ? AwsSessionCredentials.create(key.get(), secret.get(), token.get())
              : AwsBasicCredentials.create(key.get(), secret.get());
      return () -> keys;
    }
    return ProfileCredentialsProvider.builder()
        .profileFile(ProfileFile.defaultProfileFile())
        .profileName(profile.orElse(DEFAULT_PROFILE))
        .build();
  }

  /** When those there are end, as far as that is told; absent for keys that do not. */
  public Optional<Instant> end() {
    Optional<Instant> told = resolveCredentials().expirationTime();
    return told.or(() -> variable("AWS_CREDENTIAL_EXPIRATION").flatMap(CredentialSource::instant));
  }

  /** As the tools of AWS write it, with the offset of a time zone. */
  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException otherwise) {
      return Optional.empty();
    }
  }

  /** The region that variables or the profile name; empty where neither does. */
  public Optional<String> region() {
    return variable("AWS_REGION")
        .or(() -> variable("AWS_DEFAULT_REGION"))
        .or(
            () ->
                ProfileFile.defaultProfileFile()
                    .profile(profile.orElse(DEFAULT_PROFILE))
                    .flatMap(named -> named.property(ProfileProperty.REGION)));
  }

  private static List<String> profiles() {
    return List.copyOf(
        new TreeSet<>(
            ProfileFile.defaultProfileFile().profiles().values().stream()
                .map(Profile::name)
                .toList()));
  }
}
