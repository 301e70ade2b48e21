package stentor.app.testing;

import javafx.scene.Scene;
import javafx.stage.Stage;
import stentor.app.look.Theme;
import stentor.app.look.ThemeChoice;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.app.navigation.ScreenView;
import stentor.app.shell.ShellView;
import stentor.app.shell.ShellViewModel;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;

/** A screen in the frame of the app's window. A person can look at {@link Snapshots} of it. */
public final class Framed {

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
    if (Snapshots.wanted()) {
      Fx.run(() -> save(name + "-light", ThemeChoice.LIGHT));
      Fx.run(() -> save(name + "-dark", ThemeChoice.DARK));
      Fx.run(() -> theme.choiceProperty().set(ThemeChoice.LIGHT));
    }
  }

  private void save(String name, ThemeChoice choice) {
    theme.choiceProperty().set(choice);
    scene().getRoot().applyCss();
    scene().getRoot().layout();
    Snapshots.save(scene(), name);
  }

  /** Gives its screen the Escape key; whether that closed something. */
  public boolean escape() {
    return view.escape();
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
