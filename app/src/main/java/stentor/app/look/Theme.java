package stentor.app.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import com.dlsc.gemsfx.util.ControlsFXAtlantaFX;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/**
 * The look of all windows: AtlantaFX's base theme under the colours and rules of Stentor, light or
 * dark. Used on the window's thread.
 */
public final class Theme {

  private static final List<String> FONTS =
      List.of(
          "StentorSans-Regular.otf",
          "StentorSans-Medium.otf",
          "StentorSans-SemiBold.otf",
          "StentorSans-Bold.otf",
          "JetBrainsMono-Regular.ttf");
  private static final double ANY_SIZE = 13;

  private final ObjectProperty<ThemeChoice> choice = new SimpleObjectProperty<>(ThemeChoice.SYSTEM);
  private boolean dark;
  private final List<Scene> scenes = new ArrayList<>();

  /** Loads the fonts and follows the system's colours. */
  public Theme() {
    for (String font : FONTS) {
      Font _ = Font.loadFont(resource("fonts/" + font).toExternalForm(), ANY_SIZE);
    }
    ChangeListener<Object> again = (property, before, now) -> apply();
    choice.addListener(again);
    Platform.getPreferences().colorSchemeProperty().addListener(again);
    apply();
  }

  /** Which one is wanted. */
  public ObjectProperty<ThemeChoice> choiceProperty() {
    return choice;
  }

  /** Gives a scene this look, from now on. */
  public void dress(Scene scene) {
    scenes.add(scene);
    dressNow(scene);
  }

  private void apply() {
    dark =
        switch (choice.get()) {
          case LIGHT -> false;
          case DARK -> true;
          case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scenes.forEach(this::dressNow);
  }

  private void dressNow(Scene scene) {
    scene
        .getStylesheets()
        .setAll(
            ControlsFXAtlantaFX.STYLESHEET,
            resource("theme/" + (dark ? "dark" : "light") + ".css").toExternalForm(),
            resource("theme/stentor.css").toExternalForm());
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(Theme.class.getResource("/stentor/app/" + name), name);
  }
}
