package stentor.app.problem;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import stentor.app.look.Icon;
import stentor.app.widget.Buttons;
import stentor.app.widget.Fxml;

/** A problem in full, on a card over the window. */
final class ProblemView {

  private final Parent root;

  @FXML private HBox head;
  @FXML private Label what;
  @FXML private Label code;
  @FXML private VBox why;
  @FXML private VBox fixes;
  @FXML private HBox buttons;
  @FXML private Button close;
  @FXML private Label told;

  ProblemView(ProblemViewModel model, Fxml fxml, Runnable closing) {
    root = fxml.load(this);
    head.getChildren().addFirst(Icon.PROBLEM.node());
    what.setText(model.problem().what());
    code.setText(model.problem().code());
    root.setAccessibleText(model.problem().sentence());
    String reason = model.problem().why();
    boolean reasoned = !reason.isEmpty();
    why.setVisible(reasoned);
    why.setManaged(reasoned);
    if (reasoned) {
      why.getChildren()
          .add(new Evidence("problem-why", reason, fxml.messages().text("problem.why")));
    }
    model.problem().fixes().forEach(fix -> fixes.getChildren().add(ProblemCard.sentence(fix)));
    List<String> commands = model.commands();
    if (!commands.isEmpty()) {
      fixes.getChildren().add(ProblemCard.commands(commands, fxml.messages(), model::copyCommand));
    }
    boolean mendable = !model.problem().fixes().isEmpty();
    fixes.setVisible(mendable);
    fixes.setManaged(mendable);
    List<Fix> mends = model.fixes();
    for (int index = 0; index < mends.size(); index++) {
      Fix mend = mends.get(index);
      Runnable action =
          () -> {
            closing.run();
            mend.action().run();
          };
      String id = "problem-fix-" + index;
      buttons
          .getChildren()
          .add(
              index,
              index == 0
                  ? Buttons.primary(id, mend.text(), action)
                  : Buttons.plain(id, mend.text(), action));
    }
    Button copy = Buttons.plain("problem-copy", fxml.messages().text("problem.copy"), model::copy);
    Button save = Buttons.plain("problem-save", fxml.messages().text("problem.save"), model::save);
    save.disableProperty().bind(model.savingProperty());
    buttons.getChildren().addAll(mends.size(), List.of(copy, save));
    told.textProperty().bind(model.toldProperty());
    told.managedProperty().bind(model.toldProperty().isNotEmpty());
    told.visibleProperty().bind(model.toldProperty().isNotEmpty());
    close.setGraphic(Icon.CLOSE.node());
    close.setOnAction(event -> closing.run());
  }

  Parent root() {
    return root;
  }
}
