package stentor.control.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import stentor.control.Platform;
import stentor.control.Platforms;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.control.problem.PlanProblem;
import stentor.control.secret.AccessKeys;
import stentor.models.StentorHome;
import stentor.protocol.program.Dist;

/**
 * The clouds that there are: the real one and its rehearsal. Each is opened once, when it is first
 * needed. Safe for all threads.
 */
public final class CloudPlatforms {

  /** How documents and the command line call the cloud. */
  public static final String AWS = "aws";

  /** As AWS's own tools have it: all services are asked at this address. */
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  private final Path environments;
  private final Map<String, Opened> clouds = new LinkedHashMap<>();

  /**
   * The cloud, and the rehearsal of the cloud.
   *
   * @param dist the built programs; absent where this process was not started from them
   * @param variables environment variables
   * @param keys access keys that are kept on this computer
   * @param signIn asks a person for new credentials
   */
  public CloudPlatforms(
      StentorHome home,
      Optional<Dist> dist,
      Map<String, String> variables,
      AccessKeys keys,
      SignIn signIn) {
    this.environments = home.environments();
    clouds.put(
        AWS,
        new Opened(
            () ->
                provider()
                    .open(
                        new CloudSite(
                            AWS,
                            environments,
                            variables,
                            keys,
                            Optional.ofNullable(variables.get(ENDPOINT)).map(URI::create),
                            Clock.systemUTC(),
                            Thread::sleep,
                            new SecureRandom(),
                            signIn))));
    clouds.put(
        Rehearsal.NAME,
        new Opened(
            () ->
                new Rehearsal(
                        provider(),
                        Rehearsal.program(dist, home.root()),
                        home.root().resolve(Rehearsal.NAME),
                        environments,
                        Clock.systemUTC(),
                        new SecureRandom(),
                        signIn)
                    .open()));
  }

  /** Opens a cloud. */
  private interface Opening {
    Cloud open() throws InterruptedException;
  }

  /** Opens a cloud once; one that could not be opened is tried again. */
  private static final class Opened {
    private final Opening opening;
    private Optional<Cloud> cloud = Optional.empty();

    Opened(Opening opening) {
      this.opening = opening;
    }

    synchronized Cloud get() throws InterruptedException {
      if (cloud.isEmpty()) {
        cloud = Optional.of(opening.open());
      }
      return cloud.get();
    }
  }

  /**
   * They beside this computer's platform.
   *
   * @param local the platform of this computer
   */
  public Platforms beside(Platform local) {
    Map<String, Platforms.Opening> others = new LinkedHashMap<>();
    clouds.forEach((name, cloud) -> others.put(name, () -> cloud.get().platform()));
    return new Platforms(environments, local, others);
  }

  /**
   * Credentials of one of them.
   *
   * @throws ControlException with {@link PlanProblem.OtherPlatform} if there is none of this name
   */
  public CloudCredentials credentials(String platform) throws InterruptedException {
    return Optional.ofNullable(clouds.get(platform))
        .orElseThrow(() -> new ControlException(new PlanProblem.OtherPlatform(platform)))
        .get()
        .credentials();
  }

  private static CloudProvider provider() {
    return ServiceLoader.load(CloudProvider.class)
        .findFirst()
        .orElseThrow(
            () ->
                new ControlException(
                    new InstallationProblem.MissingPart("cloud platform", "the class path")));
  }
}
