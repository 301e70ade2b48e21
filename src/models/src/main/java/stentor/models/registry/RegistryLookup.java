package stentor.models.registry;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.models.Cancellation;
import stentor.models.ModelException;
import stentor.models.ModelProblem;
import stentor.models.catalogue.NpmPackage;

/**
 * Finds the registry npm would take a package from: the scope's own ({@code @scope:registry} in an
 * {@code .npmrc}); the environment's {@code npm_config_registry}; {@code registry} in the {@code
 * .npmrc} of the working folder, then in the user's; what npm itself says, asked once.
 *
 * <p>Only the user's own {@code .npmrc} may name tokens and variables of the environment. The one
 * of the working folder may have come with a download, and could otherwise send a secret anywhere.
 * Safe for all threads.
 */
public final class RegistryLookup {

  private final Map<String, String> environment;
  private final Npmrc project;
  private final Npmrc user;
  private final NpmCommand npm;
  private volatile Optional<String> npmSaid = Optional.empty();

  /**
   * Reads the configuration.
   *
   * @param environment the environment variables
   * @param workingFolder where a project's {@code .npmrc} may lie
   * @param userFolder where the user's lies, unless {@code npm_config_userconfig} names another
   * @param npm asked where no file says anything
   */
  public RegistryLookup(
      Map<String, String> environment, Path workingFolder, Path userFolder, NpmCommand npm) {
    this.environment = Map.copyOf(environment);
    this.project = Npmrc.read(workingFolder.resolve(".npmrc"));
    this.user =
        Npmrc.read(
                variable("npm_config_userconfig")
                    .map(Path::of)
                    .orElse(userFolder.resolve(".npmrc")))
            .expanded(environment);
    this.npm = npm;
  }

  /** The lookup of this process. */
  public static RegistryLookup ofThisProcess() {
    return new RegistryLookup(
        System.getenv(),
        Path.of(""),
        Path.of(System.getProperty("user.home", "")),
        NpmCommand.ofThisComputer());
  }

  /**
   * The registry for a package.
   *
   * @throws ModelException with {@link ModelProblem.RegistryUnknown}, or if it was cancelled
   */
  public Registry registryOf(NpmPackage source, Cancellation cancellation) {
    String address =
        source
            .scope()
            .flatMap(scope -> inFiles("@" + scope + ":registry"))
            .or(() -> variable("npm_config_registry"))
            .or(() -> inFiles("registry"))
            .orElseGet(() -> askNpm(cancellation));
    try {
      URI base = Registry.normal(URI.create(address));
      return new Registry(base, user.token(base));
    } catch (IllegalArgumentException malformed) {
      throw new ModelException(
          new ModelProblem.RegistryUnknown("the configured registry is no web address"), malformed);
    }
  }

  private String askNpm(Cancellation cancellation) {
    String said = npmSaid.orElseGet(() -> npm.registry(cancellation));
    npmSaid = Optional.of(said);
    return said;
  }

  private Optional<String> inFiles(String key) {
    return project.value(key).or(() -> user.value(key));
  }

  /** npm takes its variables in any case; the two usual ones are looked at. */
  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }
}
