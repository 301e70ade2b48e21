package stentor.app.widget;

import javafx.scene.control.Button;

/** The kinds of buttons. */
public final class Buttons {

  private Buttons() {}

  /** The one main action of a screen. */
  public static Button primary(String id, String text, Runnable action) {
    return styled(id, text, action, "primary");
  }

  /** Any other action. */
  public static Button plain(String id, String text, Runnable action) {
    return styled(id, text, action, "plain");
  }

  /** An action that takes something away. */
  public static Button destructive(String id, String text, Runnable action) {
    return styled(id, text, action, "destructive");
  }

  private static Button styled(String id, String text, Runnable action, String style) {
    Button button = new Button(text);
    button.setId(id);
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.getStyleClass().add(style);
    button.setOnAction(event -> action.run());
    return button;
  }
}
