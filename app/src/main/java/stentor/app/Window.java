package stentor.app;

import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import stentor.app.settings.AppSettings.WindowPlace;

/** The app's window: where it is, and what happens when it is closed. */
final class Window {

  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;
  private static final double LEAST_WIDTH = 1024;
  private static final double LEAST_HEIGHT = 700;
  private static final double LEAST_VISIBLE = 100;

  private final Stage stage;
  private final Composition composition;
  private WindowPlace place;

  Window(Stage stage, Composition composition) {
    this.stage = stage;
    this.composition = composition;
    this.place =
        composition
            .settings()
            .current()
            .window()
            .filter(Window::isOnScreen)
            .orElseGet(Window::first);
  }

  private static WindowPlace first() {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    double width = Math.min(WIDTH, screen.getWidth());
    double height = Math.min(HEIGHT, screen.getHeight());
    return new WindowPlace(
        screen.getMinX() + (screen.getWidth() - width) / 2,
        screen.getMinY() + (screen.getHeight() - height) / 2,
        width,
        height,
        false);
  }

  /** Screens come and go: a window that nobody could reach opens where a new one would. */
  private static boolean isOnScreen(WindowPlace place) {
    return place.width() >= LEAST_WIDTH
        && place.height() >= LEAST_HEIGHT
        && !Screen.getScreensForRectangle(
                place.x() + LEAST_VISIBLE,
                place.y(),
                Math.max(1, place.width() - 2 * LEAST_VISIBLE),
                LEAST_VISIBLE)
            .isEmpty();
  }

  /** Opens it with the frame only, and fills it once that is painted. */
  void open() {
    Scene scene = new Scene(composition.root(), place.width(), place.height());
    composition.theme().dress(scene);
    stage.setTitle("Stentor");
    stage.setScene(scene);
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    stage.setX(place.x());
    stage.setY(place.y());
    stage.setMaximized(place.maximized());
    stage.setOnHiding(event -> remember());
    stage.setOnCloseRequest(
        event -> {
          event.consume();
          composition.closing().request(stage::hide);
        });
    startOncePainted(scene);
    stage.show();
  }

  private void startOncePainted(Scene scene) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            composition.ui().run(composition::start);
          }
        });
  }

  private void remember() {
    boolean full = stage.isMaximized() || stage.isFullScreen();
    place =
        full
            ? new WindowPlace(place.x(), place.y(), place.width(), place.height(), true)
            : new WindowPlace(
                stage.getX(),
                stage.getY(),
                stage.getScene().getWidth(),
                stage.getScene().getHeight(),
                false);
    composition.settings().change(settings -> settings.withWindow(place));
  }

  /** Brings it before all others. */
  void raise() {
    stage.setIconified(false);
    stage.show();
    stage.toFront();
    stage.requestFocus();
  }
}
