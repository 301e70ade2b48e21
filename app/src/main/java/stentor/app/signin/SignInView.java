package stentor.app.signin;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import stentor.app.signin.WindowSignIn.Question;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;
import stentor.app.widget.Presence;

/** The question for new credentials, over all else until it is answered. */
public final class SignInView {

  private final WindowSignIn model;
  private final Overlay overlay;
  private final Parent root;
  private boolean open;

  @FXML private Label title;
  @FXML private Label why;
  @FXML private Label again;
  @FXML private VBox fixes;
  @FXML private Button goOn;

  /** Loads it; from now on it shows what the model asks. */
  public SignInView(WindowSignIn model, Fxml fxml, Overlay overlay) {
    this.model = model;
    this.overlay = overlay;
    this.root = fxml.load(this);
    model.questionProperty().addListener((property, before, now) -> show(now));
    show(model.questionProperty().get());
  }

  private void show(Optional<Question> question) {
    question.ifPresent(this::fill);
    if (question.isPresent() && !open) {
      open = true;
      overlay.hold(root, Pos.CENTER);
      goOn.requestFocus();
    } else if (question.isEmpty() && open) {
      open = false;
      overlay.release(root);
    }
  }

  private void fill(Question question) {
    title.setText(question.problem().what());
    why.setText(question.problem().why());
    Presence.show(why, !question.problem().why().isEmpty());
    Presence.show(again, question.round() > 1);
    fixes.getChildren().setAll(question.problem().fixes().stream().map(SignInView::fix).toList());
    root.setAccessibleText(title.getText() + ". " + why.getText());
  }

  private static Node fix(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  @FXML
  private void goOn() {
    model.goOn();
  }

  @FXML
  private void stop() {
    model.stop();
  }
}
