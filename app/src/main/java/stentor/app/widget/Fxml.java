package stentor.app.widget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import stentor.app.text.Messages;

/** Loads what lies in a file beside a view's class: {@code XView.fxml} for {@code XView}. */
public final class Fxml {

  private final Messages messages;

  /** Texts in the files ({@code %key}) come from these messages. */
  public Fxml(Messages messages) {
    this.messages = messages;
  }

  /** The texts. */
  public Messages messages() {
    return messages;
  }

  /**
   * Loads the file of a view, fills the view's {@code @FXML} fields, and calls its {@code
   * initialize}.
   */
  public Parent load(Object view) {
    String name = view.getClass().getSimpleName() + ".fxml";
    URL file = Objects.requireNonNull(view.getClass().getResource(name), name);
    FXMLLoader loader = new FXMLLoader(file, messages);
    loader.setController(view);
    try {
      return loader.load();
    } catch (IOException defect) {
      throw new UncheckedIOException("The view " + name + " could not be loaded", defect);
    }
  }
}
