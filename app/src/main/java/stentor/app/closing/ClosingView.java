package stentor.app.closing;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;

/** The question before the window closes, over all else. */
public final class ClosingView {

  private static final int MOST_TASKS = 4;

  private final ClosingViewModel model;
  private final Overlay overlay;
  private final Messages messages;
  private final Parent root;
  private boolean open;

  @FXML private Label title;
  @FXML private Label text;
  @FXML private Label warning;
  @FXML private VBox running;
  @FXML private CheckBox remember;
  @FXML private Button keep;
  @FXML private Button tearDown;

  /** Loads it; from now on it shows what the model asks. */
  public ClosingView(ClosingViewModel model, Fxml fxml, Overlay overlay) {
    this.model = model;
    this.overlay = overlay;
    this.messages = fxml.messages();
    this.root = fxml.load(this);
    remember.selectedProperty().bindBidirectional(model.rememberProperty());
    model.questionProperty().addListener((property, before, now) -> show(now));
  }

  private void show(Optional<ClosingQuestion> question) {
    question.ifPresent(this::fill);
    if (question.isPresent() && !open) {
      open = true;
      overlay.open(
          root,
          Pos.CENTER,
          () -> {
            open = false;
            model.stay();
          });
      keep.requestFocus();
    } else if (question.isEmpty() && open) {
      boolean _ = overlay.closeLast();
    }
  }

  private void fill(ClosingQuestion question) {
    title.setText(question.title());
    text.setText(question.text());
    warning.setText(question.warning().orElse(""));
    set(warning, question.warning().isPresent());
    running
        .getChildren()
        .setAll(question.running().stream().limit(MOST_TASKS).map(this::task).toList());
    int more = question.running().size() - MOST_TASKS;
    if (more > 0) {
      running.getChildren().add(muted(messages.text("closing.tasks.more", more)));
    }
    set(running, !question.running().isEmpty());
    keep.setText(question.keep());
    tearDown.setText(question.tearDown().orElse(""));
    set(tearDown, question.tearDown().isPresent());
    set(remember, question.tearDown().isPresent());
    root.setAccessibleText(question.title() + ". " + question.text());
  }

  private Node task(String task) {
    return muted(messages.text("closing.task", task));
  }

  private static Label muted(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.getStyleClass().add("muted");
    return label;
  }

  private static void set(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  @FXML
  private void keep() {
    model.keep();
  }

  @FXML
  private void tearDown() {
    model.tearDown();
  }

  @FXML
  private void stay() {
    model.stay();
  }
}
