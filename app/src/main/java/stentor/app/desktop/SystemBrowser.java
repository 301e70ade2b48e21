package stentor.app.desktop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import stentor.app.async.Ending;
import stentor.app.async.TaskRunner;
import stentor.speech.problem.Problem;

/**
 * Has the system's own opener do it: {@code xdg-open}, {@code open} or {@code explorer}. Needs no
 * second toolkit.
 */
public final class SystemBrowser implements Browser {

  /** An opener that has not failed by then works, and may run as long as what it opened. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final TaskRunner tasks;
  private final Opener opener;
  private final Consumer<Problem> failed;

  /** The program of this system that opens things. */
  public enum Opener {
    /** Linux and others with a desktop by the rules of freedesktop.org. */
    XDG_OPEN("xdg-open"),
    /** macOS. */
    OPEN("open"),
    /** Windows; its exit status says nothing. */
    EXPLORER("explorer"),
    /** There is no display. */
    NONE("");

    private final String program;

    Opener(String program) {
      this.program = program;
    }

    /**
     * The one of a system.
     *
     * @param system {@code os.name}
     * @param headless whether the app runs without a display
     */
    public static Opener of(String system, boolean headless) {
      String name = system.toLowerCase(Locale.ROOT);
      if (headless) {
        return NONE;
      }
      if (name.startsWith("windows")) {
        return EXPLORER;
      }
      return name.startsWith("mac") ? OPEN : XDG_OPEN;
    }
  }

  /**
   * Makes one.
   *
   * @param failed is told on the window's thread what could not be opened
   */
  public SystemBrowser(TaskRunner tasks, Opener opener, Consumer<Problem> failed) {
    this.tasks = tasks;
    this.opener = opener;
    this.failed = failed;
  }

  @Override
  public void open(URI address) {
    start(address.toString(), () -> {});
  }

  @Override
  public void showFolder(Path folder) {
    start(folder.toString(), () -> Files.createDirectories(folder));
  }

  private interface Before {
    void run() throws IOException;
  }

  private void start(String target, Before before) {
    var _ =
        tasks.quietly(
            "Open " + target,
            report -> {
              open(target, before);
              return true;
            },
            Ending.of(done -> {}, failed));
  }

  private void open(String target, Before before) throws InterruptedException {
    if (opener == Opener.NONE) {
      throw new DesktopException(new DesktopProblem.NoDesktop(target));
    }
    try {
      before.run();
      Process process =
          new ProcessBuilder(List.of(opener.program, target))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (ended && process.exitValue() != 0 && opener != Opener.EXPLORER) {
        throw new DesktopException(
            new DesktopProblem.NotOpened(
                target, opener.program, "exit status " + process.exitValue()));
      }
    } catch (IOException impossible) {
      throw new DesktopException(
          new DesktopProblem.NotOpened(
              target, opener.program, String.valueOf(impossible.getMessage())),
          impossible);
    }
  }
}
