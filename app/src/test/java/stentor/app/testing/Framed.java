package stentor.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import stentor.app.look.Theme;
import stentor.app.look.ThemeChoice;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView;
import stentor.app.shell.ShellView;
import stentor.app.shell.ShellViewModel;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;

/**
 * A screen in the frame of the app's window. Pictures of it are saved where the variable {@code
 * STENTOR_TEST_PICTURES} names a folder, so that a person can look at them.
 */
public final class Framed {

  private static final Optional<Path> PICTURES =
      Optional.ofNullable(System.getenv("STENTOR_TEST_PICTURES")).map(Path::of);

  private final Stage stage;
  private final ScreenView view;
  private final Theme theme = new Theme();

  private Framed(Screen screen, ScreenView view, double width, double height) {
    this.view = view;
    Messages messages = new Messages();
    ShellView shell =
        new ShellView(
            new ShellViewModel(
                new Navigator(screen),
                messages,
                javafx.collections.FXCollections.observableArrayList()),
            any -> view,
            new Fxml(messages),
            () -> {});
    stage = new Stage();
    Scene scene = new Scene(shell.root(), width, height);
    theme.dress(scene);
    stage.setScene(scene);
    stage.show();
    shell.start();
  }

  /** Shows it. Called by a test's thread. */
  public static Framed show(Screen screen, ScreenView view, double width, double height) {
    return Fx.on(() -> new Framed(screen, view, width, height));
  }

  /** As {@link #show(Screen, ScreenView, double, double)}, in the window's first size. */
  public static Framed show(Screen screen, ScreenView view) {
    return show(screen, view, 1280, 800);
  }

  /** What it shows. */
  public Scene scene() {
    return stage.getScene();
  }

  /** Saves a light and a dark picture of it, where pictures are wanted. */
  public void picture(String name) {
    PICTURES.ifPresent(
        folder -> {
          Fx.run(() -> save(folder.resolve(name + "-light.png"), ThemeChoice.LIGHT));
          Fx.run(() -> save(folder.resolve(name + "-dark.png"), ThemeChoice.DARK));
          Fx.run(() -> theme.choiceProperty().set(ThemeChoice.LIGHT));
        });
  }

  private void save(Path file, ThemeChoice choice) {
    theme.choiceProperty().set(choice);
    scene().getRoot().applyCss();
    scene().getRoot().layout();
    WritableImage image = scene().snapshot(null);
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Closes it: its screen follows nothing any more. */
  public void close() {
    Fx.run(
        () -> {
          view.hidden();
          stage.close();
        });
  }
}
