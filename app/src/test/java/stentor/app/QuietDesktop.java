package stentor.app;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.stage.Window;
import stentor.app.async.TaskRunner;
import stentor.app.desktop.Browser;
import stentor.app.desktop.Clipboards;
import stentor.app.desktop.Desktop;
import stentor.app.desktop.FileChoice;
import stentor.app.desktop.LastFolder;
import stentor.app.testing.FilesDouble;
import stentor.speech.problem.Problem;

/** A desktop on which nothing is chosen and nothing opens. */
final class QuietDesktop implements Desktop {
  @Override
  public FileChoice files(TaskRunner tasks, Supplier<Window> window, LastFolder last) {
    return new FilesDouble();
  }

  @Override
  public Browser browser(TaskRunner tasks, Consumer<Problem> failed) {
    return new Browser() {
      @Override
      public void open(URI address) {}

      @Override
      public void showFolder(Path shown) {}
    };
  }

  @Override
  public Clipboards clipboard() {
    return text -> {};
  }
}
