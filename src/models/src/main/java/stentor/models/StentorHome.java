package stentor.models;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The folder in which Stentor keeps everything of one user.
 *
 * @param root {@code $STENTOR_HOME}, else the platform's data folder; absolute, may not exist yet
 */
public record StentorHome(Path root) {

  /** Name of the environment variable that chooses the folder. */
  public static final String VARIABLE = "STENTOR_HOME";

  /** Makes the path absolute. */
  public StentorHome {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The home that these surroundings ask for: {@code STENTOR_HOME}; on Windows {@code
   * %LOCALAPPDATA%\Stentor}; on macOS {@code ~/Library/Application Support/Stentor}; elsewhere
   * {@code $XDG_DATA_HOME/stentor}, which defaults to {@code ~/.local/share/stentor} and counts
   * only where it is absolute (XDG Base Directory Specification 0.8).
   *
   * @param environment the environment variables
   * @param system the system's name as Java's {@code os.name} says it
   * @param user the user's own folder
   */
  public static StentorHome of(Map<String, String> environment, String system, Path user) {
    String chosen = environment.getOrDefault(VARIABLE, "");
    if (!chosen.isBlank()) {
      return new StentorHome(Path.of(chosen));
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      Path data = local.isBlank() ? user.resolve("AppData").resolve("Local") : Path.of(local);
      return new StentorHome(data.resolve("Stentor"));
    }
    if (name.startsWith("mac")) {
      return new StentorHome(user.resolve("Library/Application Support/Stentor"));
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return new StentorHome(
        (Path.of(data).isAbsolute() ? Path.of(data) : user.resolve(".local/share"))
            .resolve("stentor"));
  }

  /** The home of this process. */
  public static StentorHome ofThisProcess() {
    return of(
        System.getenv(),
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", "")));
  }

  /** Where the models lie: {@code models/<id>/<version>/}. */
  public Path models() {
    return root.resolve("models");
  }

  /** Where the environments are written down: {@code environments/<name>/}. */
  public Path environments() {
    return root.resolve("environments");
  }
}
