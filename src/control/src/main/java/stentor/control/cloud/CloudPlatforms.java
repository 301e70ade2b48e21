package stentor.control.cloud;

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
import stentor.models.StentorHome;
import stentor.protocol.program.Dist;

/** The platforms that are there beside this computer's own. */
public final class CloudPlatforms {

  /** How documents and the command line call the cloud. */
  public static final String AWS = "aws";

  private CloudPlatforms() {}

  /**
   * This computer's platform, the cloud, and the rehearsal of the cloud.
   *
   * @param local the platform of this computer
   * @param dist the built programs; absent where this process was not started from them
   * @param variables environment variables
   * @param signIn asks a person for new credentials
   */
  public static Platforms beside(
      Platform local,
      StentorHome home,
      Optional<Dist> dist,
      Map<String, String> variables,
      SignIn signIn) {
    Path environments = home.environments();
    Map<String, Platforms.Opening> others = new LinkedHashMap<>();
    others.put(
        AWS,
        () ->
            provider()
                .open(
                    new CloudSite(
                        AWS,
                        environments,
                        variables,
                        Optional.empty(),
                        Clock.systemUTC(),
                        Thread::sleep,
                        new SecureRandom(),
                        signIn)));
    others.put(
        Rehearsal.NAME,
        () ->
            new Rehearsal(
                    provider(),
                    Rehearsal.program(dist, home.root()),
                    home.root().resolve(Rehearsal.NAME),
                    environments,
                    Clock.systemUTC(),
                    new SecureRandom())
                .open());
    return new Platforms(environments, local, others);
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
