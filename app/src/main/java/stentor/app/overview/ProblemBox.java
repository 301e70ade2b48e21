package stentor.app.overview;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.overview.ProblemNote.Action;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.Pill;

/** A problem on a card: what, why with its evidence, and what can be done. */
final class ProblemBox extends VBox {

  private static final double GAP = 8;

  /**
   * Makes one.
   *
   * @param note the problem
   * @param count how many problems there are, told by the first of them; absent on the others
   * @param act is told what a person wants done
   */
  ProblemBox(ProblemNote note, Optional<Integer> count, Messages messages, Consumer<Action> act) {
    getStyleClass().addAll("card", "overview-problem", note.mood().style());
    setAccessibleText(note.what() + ". " + note.why());
    Label what = new Label(note.what());
    what.getStyleClass().add("strong");
    what.setWrapText(true);
    what.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(what, Priority.ALWAYS);
    HBox head = new HBox(GAP);
    head.getStyleClass().add("overview-problem-head");
    count.ifPresent(
        number ->
            head.getChildren()
                .add(
                    new Pill(
                        new Status(messages.count("overview.problems", number), note.mood()))));
    head.getChildren().add(what);
    getChildren().add(head);
    if (!note.why().isEmpty()) {
      getChildren().add(words(note.why(), "problem-why"));
    }
    note.fixes().forEach(fix -> getChildren().add(words(fix, "muted")));
    getChildren().add(words(note.code(), "mono", "muted"));
    FlowPane buttons = new FlowPane(GAP, GAP);
    for (Action action : note.actions()) {
      buttons.getChildren().add(button(action, messages, act));
    }
    getChildren().add(buttons);
  }

  private static Label words(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static Button button(Action action, Messages messages, Consumer<Action> act) {
    Runnable run = () -> act.accept(action);
    return switch (action) {
      case START_AGAIN -> Buttons.primary("problem-start", messages.text("overview.start"), run);
      case EXTEND -> Buttons.plain("problem-extend", messages.text("overview.extend.hour"), run);
      case SHOW_LOGS -> Buttons.plain("problem-logs", messages.text("overview.logs.show"), run);
      case DISMISS -> Buttons.plain("problem-dismiss", messages.text("overview.dismiss"), run);
    };
  }
}
