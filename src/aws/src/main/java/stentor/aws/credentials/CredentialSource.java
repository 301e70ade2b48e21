package stentor.aws.credentials;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileProperty;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.SignInProblem;
import stentor.control.cloud.CloudSite;
import stentor.protocol.environment.CredentialKind;

/**
 * Where credentials come from: the environment variables of AWS's own tools, or a profile of its
 * configuration files, which may name keys, a role, IAM Identity Center or a program. They are read
 * anew where those before have ended. Nobody is asked anything here: see {@link Renewal}. Safe for
 * all threads.
 */
public final class CredentialSource implements AwsCredentialsProvider {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialSource.class);

  private static final String DEFAULT_PROFILE = "default";
  private static final String USUAL_REGION = "us-east-1";

  private final CloudSite site;
  private final Map<String, String> variables;
  private final ProfileFiles files;
  private final Optional<String> profile;
  private final Sessions sessions;
  private final CenterTokens tokens;
  private Optional<Route> route = Optional.empty();

  CredentialSource(
      CloudSite site, Optional<String> profile, Sessions sessions, CenterTokens tokens) {
    this.site = site;
    this.variables = site.variables();
    this.files = new ProfileFiles(variables);
    this.profile = profile.or(() -> variable("AWS_PROFILE"));
    this.sessions = sessions;
    this.tokens = tokens;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** The profile that is named, by whomever; absent where none is. */
  public Optional<String> profile() {
    return profile;
  }

  /**
   * The credentials.
   *
   * @throws CloudException with {@link AccessProblem} where there are none, {@link
   *     SignInProblem.Needed} where there are none before somebody has signed in
   */
  @Override
  public AwsCredentials resolveCredentials() {
    return resolver().resolve(route());
  }

  Resolver resolver() {
    CredentialClients clients = new CredentialClients(site.endpoint());
    return new Resolver(
        files,
        site.keys(),
        new RoleSessions(clients, region().orElse(USUAL_REGION)),
        new CenterSessions(clients, tokens, site.clock()),
        sessions);
  }

  DeviceSignIn devices() {
    return new DeviceSignIn(
        new CredentialClients(site.endpoint()), tokens, site.clock(), site.pause());
  }

  synchronized Route route() {
    if (route.isEmpty()) {
      route = Optional.of(found());
    }
    return route.get();
  }

  private Route found() {
    Routes routes = new Routes(variables, files.read(), this::kept);
    Optional<Route> found =
        profile.isPresent()
            ? routes.ofProfile(profile.get())
            : routes.ofVariables().or(() -> routes.ofProfile(DEFAULT_PROFILE));
    return found.orElseThrow(
        () ->
            new CloudException(
                profile.isPresent()
                    ? new AccessProblem.ProfileUnusable(profile.get(), files.names())
                    : new AccessProblem.NoCredentials(
                        List.of("AWS_ACCESS_KEY_ID", "the default profile"))));
  }

  private Optional<Route> kept(String name) {
    return Uninterrupted.get(() -> site.keys().find(name))
        .map(known -> new Route.Kept(name, known));
  }

  /** Forgets those there are: the next call reads them anew. */
  synchronized void forget() {
    route.ifPresent(resolver()::forget);
    route = Optional.empty();
  }

  /** Held by whoever asks the person. */
  ReentrantLock signingIn() {
    return sessions.signingIn();
  }

  Instant renewedAt() {
    return sessions.renewedAt(profile);
  }

  void renewed() {
    sessions.renewed(profile);
  }

  /** What kind they are. */
  public CredentialKind kind() {
    return route().kind();
  }

  /**
   * Finds out whether there are any, or will be when somebody has signed in.
   *
   * @throws CloudException with {@link AccessProblem} if there are none
   */
  public void require() {
    Optional<AccessProblem> missing = missing();
    if (missing.isPresent()) {
      throw new CloudException(missing.get());
    }
  }

  /** Why there are none; empty where there are, or will be when somebody has signed in. */
  public Optional<AccessProblem> missing() {
    try {
      var _ = resolveCredentials();
      return Optional.empty();
    } catch (CloudException none) {
      return switch (none.problem()) {
        case SignInProblem.Needed _ -> Optional.empty();
        case AccessProblem problem -> {
          LOG.info("No credentials for AWS: {}", problem.code());
          yield Optional.of(problem);
        }
        default -> throw none;
      };
    } catch (SdkException failed) {
      // Whoever uses them tries again, and tells what is wrong.
      LOG.info("No credentials for AWS yet: {}", failed.getClass().getName());
      return Optional.empty();
    }
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
                files
                    .read()
                    .profile(profile.orElse(DEFAULT_PROFILE))
                    .flatMap(named -> named.property(ProfileProperty.REGION)));
  }
}
