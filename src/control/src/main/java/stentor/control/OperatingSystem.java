package stentor.control;

import java.util.Locale;

/** The system this computer runs, as far as something has to be done otherwise there. */
public final class OperatingSystem {

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private OperatingSystem() {}

  /** Whether it is Windows: other devices, no POSIX shell, a console with a character set. */
  public static boolean isWindows() {
    return WINDOWS;
  }
}
