package stentor.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the system how large this process's terminal is. Java does not know; {@code stty} (POSIX.1,
 * "stty size" of all systems in use) does, in a tenth of the time that it takes to make a call of C
 * out of Java ready.
 */
final class ScreenSize {

  private static final Path TERMINAL = Path.of("/dev/tty");
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");
  private static final long PATIENCE_SECONDS = 1;

  private ScreenSize() {}

  /** How large it is now, or what is usual where nobody knows. */
  static Screen.Size look() {
    return asked().orElse(Screen.Size.UNTOLD);
  }

  private static Optional<Screen.Size> asked() {
    if (!Files.exists(TERMINAL)) {
      return Optional.empty();
    }
    Process stty;
    try {
      stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TERMINAL.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException none) {
      return Optional.empty();
    }
    try {
      if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return Optional.empty();
      }
      return parsed(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException unreadable) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      stty.destroy();
    }
  }

  /** The size that {@code stty size} tells; a terminal that has none tells zeros. */
  static Optional<Screen.Size> parsed(String said) {
    Matcher matcher = ROWS_AND_COLUMNS.matcher(said);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int rows = Integer.parseInt(matcher.group(1));
    int columns = Integer.parseInt(matcher.group(2));
    return rows < 1 || columns < 1 ? Optional.empty() : Optional.of(new Screen.Size(columns, rows));
  }
}
