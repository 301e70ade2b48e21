package stentor.app;

import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import stentor.app.environment.EnvironmentWatch;

/**
 * Tells when a start has come how far, for those who measure it: with {@code
 * -Dstentor.app.marks=true}, a line {@code mark NAME EPOCH_MILLISECONDS} each. Used on the window's
 * thread.
 */
final class Marks {

  private static final String PROPERTY = "stentor.app.marks";

  private final Consumer<String> out;
  private EnvironmentWatch.Subscription following = () -> {};

  private Marks(Consumer<String> out) {
    this.out = out;
  }

  /**
   * Tells when the frame of the window was painted ({@code frame}), and when what the first look at
   * the environments brought was ({@code content}), if that is wanted.
   */
  static void begin(Scene scene, EnvironmentWatch watch, Consumer<String> out) {
    if (Boolean.getBoolean(PROPERTY)) {
      Marks marks = new Marks(out);
      marks.tellOncePainted(scene, "frame");
      marks.following = watch.follow(seen -> marks.tellContent(scene));
    }
  }

  private void tellContent(Scene scene) {
    following.close();
    tellOncePainted(scene, "content");
  }

  private void tellOncePainted(Scene scene, String name) {
    scene.addPostLayoutPulseListener(
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            tellAtNextPulse(name);
          }
        });
    Platform.requestNextPulse();
  }

  /** A pulse begins when the one before is painted. */
  private void tellAtNextPulse(String name) {
    new AnimationTimer() {
      private boolean waited;

      @Override
      public void handle(long now) {
        if (waited) {
          stop();
          out.accept("mark " + name + " " + System.currentTimeMillis());
        }
        waited = true;
      }
    }.start();
  }
}
