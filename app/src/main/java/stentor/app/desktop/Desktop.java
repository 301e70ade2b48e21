package stentor.app.desktop;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.Window;
import stentor.app.async.TaskRunner;
import stentor.speech.problem.Problem;

/** What the app needs of the desktop around it. A machine without a screen has none of it. */
public interface Desktop {

  /**
   * What chooses files.
   *
   * @param window over which it is shown
   * @param last where it was left
   */
  FileChoice files(TaskRunner tasks, Supplier<Window> window, LastFolder last);

  /**
   * What opens addresses and folders.
   *
   * @param failed takes the problem of one that could not be opened
   */
  Browser browser(TaskRunner tasks, Consumer<Problem> failed);

  /** What is copied to. */
  Clipboards clipboard();

  /** The desktop of the system that this program runs on. */
  static Desktop ofSystem() {
    return new Desktop() {
      @Override
      public FileChoice files(TaskRunner tasks, Supplier<Window> window, LastFolder last) {
        return new SystemFileChoice(tasks, window, last);
      }

      @Override
      public Browser browser(TaskRunner tasks, Consumer<Problem> failed) {
        return new SystemBrowser(
            tasks, SystemBrowser.Opener.of(System.getProperty("os.name", ""), false), failed);
      }

      @Override
      public Clipboards clipboard() {
        return new SystemClipboard();
      }
    };
  }
}
