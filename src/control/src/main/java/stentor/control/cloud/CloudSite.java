package stentor.control.cloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import stentor.control.plan.Pause;
import stentor.control.secret.AccessKeys;

/**
 * What a platform on the cloud works with. A rehearsal differs from the cloud in these values only.
 *
 * @param platform how documents call the platform, for example {@code aws}
 * @param environments holds a folder for each environment
 * @param variables environment variables from which credentials and the region are taken
 * @param keys access keys that Stentor keeps
 * @param endpoint where all services answer; absent: at the cloud's own addresses
 * @param clock by which time passes there
 * @param pause waits by that clock
 * @param random a secure one
 * @param signIn asks for new credentials where those there are have ended
 */
public record CloudSite(
    String platform,
    Path environments,
    Map<String, String> variables,
    AccessKeys keys,
    Optional<URI> endpoint,
    Clock clock,
    Pause pause,
    RandomGenerator random,
    SignIn signIn) {

  /** Copies the map. */
  public CloudSite {
    variables = Map.copyOf(variables);
  }

  /** Without the variables, which may hold secrets. */
  @Override
  public String toString() {
    return "CloudSite[" + platform + ", " + endpoint + "]";
  }
}
