package stentor.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javax.imageio.ImageIO;

/** Pictures of windows, for people who want to look. */
public final class Snapshots {

  private Snapshots() {}

  /**
   * Saves what a window shows under this name into the folder that the system property {@code
   * stentor.snapshots} names; does nothing without one. Called on the window's thread.
   */
  public static void save(Scene scene, String name) {
    String folder = System.getProperty("stentor.snapshots", "");
    if (folder.isEmpty()) {
      return;
    }
    try {
      Path file = Files.createDirectories(Path.of(folder)).resolve(name + ".png");
      ImageIO.write(SwingFXUtils.fromFXImage(scene.snapshot(null), null), "png", file.toFile());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
