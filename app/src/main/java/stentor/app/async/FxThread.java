package stentor.app.async;

import javafx.application.Platform;

/** The thread of JavaFX. The only class that hands it anything. */
public final class FxThread implements UiThread {

  @Override
  public void run(Runnable action) {
    Platform.runLater(action);
  }
}
