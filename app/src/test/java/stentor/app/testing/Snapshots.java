package stentor.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javax.imageio.ImageIO;

/**
 * Pictures of windows, for people who want to look: they are saved into the folder that the
 * variable {@code STENTOR_TEST_PICTURES} names, and nowhere without one.
 */
public final class Snapshots {

  private static final Optional<Path> FOLDER =
      Optional.ofNullable(System.getenv("STENTOR_TEST_PICTURES")).map(Path::of);

  private Snapshots() {}

  /** Whether somebody wants them. */
  static boolean wanted() {
    return FOLDER.isPresent();
  }

  /** Saves what a window shows under this name. Called on the window's thread. */
  public static void save(Scene scene, String name) {
    FOLDER.ifPresent(folder -> save(scene, folder, name));
  }

  private static void save(Scene scene, Path folder, String name) {
    try {
      Path file = Files.createDirectories(folder).resolve(name + ".png");
      ImageIO.write(SwingFXUtils.fromFXImage(scene.snapshot(null), null), "png", file.toFile());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
