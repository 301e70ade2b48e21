package stentor.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.slf4j.LoggerFactory;
import stentor.app.desktop.Desktop;
import stentor.app.instance.FirstWindow;
import stentor.models.StentorHome;
import stentor.protocol.program.Dist;

/**
 * The desktop app's main class. It extends nothing of JavaFX, so that it runs from the class path,
 * and so that it can say what is missing where JavaFX cannot start.
 */
public final class AppProgram {

  /** Exit status where there is no display, or no system library that draws on one. */
  private static final int NOT_AVAILABLE = 3;

  private static final int WRONG_USAGE = 2;

  private AppProgram() {}

  /** Opens the window, or raises the one that is open. */
  public static void main(String[] words) {
    if (words.length > 0) {
      System.err.println("stentor: the desktop app takes no arguments. See  stentor --help");
      System.exit(WRONG_USAGE);
    }
    Optional<String> missing = Display.missing(System.getenv(), System.getProperties());
    if (missing.isPresent()) {
      refuse(missing.get());
    }
    StentorHome home = StentorHome.ofThisProcess();
    // Before anything logs: the configuration reads it.
    System.setProperty("stentor.log", home.root().resolve(Composition.LOG_FILE).toString());
    ToolkitLog.quieten();
    try (FirstWindow first = FirstWindow.claim(home.root().resolve("app"))) {
      if (first.raisedAnother()) {
        return;
      }
      run(home, first);
    } catch (IOException unusable) {
      System.err.println(
          "stentor: the folder " + home.root() + " cannot be used: " + unusable.getMessage());
      System.exit(1);
    } catch (UnsupportedOperationException | LinkageError noDisplay) {
      LoggerFactory.getLogger(AppProgram.class).warn("JavaFX could not be started", noDisplay);
      refuse(Display.unusable(noDisplay, System.getenv()));
    }
    System.exit(0);
  }

  /** Returns when the window is closed. */
  private static void run(StentorHome home, FirstWindow first) {
    CompletableFuture<Composition> closed = new CompletableFuture<>();
    Platform.startup(
        () -> {
          try {
            open(home, first, closed);
          } catch (RuntimeException | Error defect) {
            // Or a program without a window would keep the next start from opening one.
            closed.completeExceptionally(defect);
          }
        });
    closed.join().awaitWritten();
  }

  private static void open(
      StentorHome home, FirstWindow first, CompletableFuture<Composition> closed) {
    Composition composition = new Composition(home, Desktop.ofSystem());
    Thread.setDefaultUncaughtExceptionHandler(composition.defects());
    Stage stage = new Stage();
    Window window = new Window(stage, composition);
    first.onRaise(() -> composition.ui().run(window::raise));
    stage.setOnHidden(
        event -> {
          composition.close();
          closed.complete(composition);
        });
    window.open();
    composition.mark(stage.getScene(), System.err::println);
    if (Dist.inTraining()) {
      composition.train(stage::close);
    }
  }

  private static void refuse(String why) {
    for (String line : List.of(why, Display.INSTEAD)) {
      System.err.println("stentor: " + line);
    }
    System.exit(NOT_AVAILABLE);
  }
}
