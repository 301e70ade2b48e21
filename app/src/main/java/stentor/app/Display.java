package stentor.app;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Whether there is a display to open a window on, in words. */
final class Display {

  /** What can be done without one. */
  static final String INSTEAD =
      "without a display:  stentor transcribe FILE   turns a recording into text, and  stentor --help"
          + "  shows all commands";

  private static final String HEADLESS = "headless";

  private Display() {}

  /**
   * Why no window can be opened here, as far as that can be known before it is tried.
   *
   * @param environment the environment variables
   * @param properties the system properties
   */
  static Optional<String> missing(Map<String, String> environment, Properties properties) {
    boolean linux =
        properties.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    boolean headless = properties.getProperty("glass.platform", "").equalsIgnoreCase(HEADLESS);
    boolean named =
        !environment.getOrDefault("DISPLAY", "").isBlank()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
    return linux && !headless && !named
        ? Optional.of(
            "the desktop app needs a display, and there is none here (DISPLAY is not set)")
        : Optional.empty();
  }

  /**
   * What is wrong with a display that could not be opened.
   *
   * @param environment the environment variables
   */
  static String unusable(Throwable thrown, Map<String, String> environment) {
    return thrown instanceof LinkageError
        ? "the desktop app needs libraries that this system lacks (%s). On Debian and Ubuntu:  sudo apt-get install libgtk-3-0 libgl1 libxtst6"
            .formatted(thrown.getMessage())
        : "the display %s cannot be opened (%s)"
            .formatted(environment.getOrDefault("DISPLAY", ""), thrown.getMessage())
            .replace("  ", " ");
  }
}
