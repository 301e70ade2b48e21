package stentor.app.problem;

import java.util.List;
import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import stentor.app.look.Icon;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.speech.problem.Problem;

/**
 * A problem between other things on a screen: one line what, one line why with its evidence, then
 * what can be done, as buttons where the app can do it. The buttons' ids are {@code problem-fix-0},
 * {@code problem-fix-1} and so on. Commands that mend it can be copied: a {@link CopyEvent} asks
 * for that, by buttons {@code problem-command-0} and so on.
 */
public final class ProblemCard extends VBox {

  private static final double GAP = 8;

  /**
   * Makes one.
   *
   * @param fixes what the app can do; where it can do nothing, the problem's own words stand there
   */
  public ProblemCard(Problem problem, List<Fix> fixes, Messages messages) {
    getStyleClass().addAll("card", "bad", "problem-card");
    setId("problem-card");
    setAccessibleText(problem.sentence());
    Label what = new Label(problem.what());
    what.getStyleClass().addAll("strong", "problem-what");
    what.setWrapText(true);
    HBox first = new HBox(GAP, Icon.PROBLEM.node(), what);
    first.getStyleClass().add("problem-line");
    getChildren().add(first);
    if (!problem.why().isEmpty()) {
      getChildren().add(new Evidence("problem-why", problem.why(), messages.text("problem.why")));
    }
    if (fixes.isEmpty()) {
      problem.fixes().forEach(fix -> getChildren().add(sentence(fix)));
    } else {
      getChildren().add(buttons(fixes));
    }
    List<String> commands = CommandLines.of(problem);
    if (!commands.isEmpty()) {
      getChildren().add(commands(commands, messages, command -> fireEvent(new CopyEvent(command))));
    }
  }

  static Label sentence(String fix) {
    Label label = new Label(fix);
    label.setWrapText(true);
    label.getStyleClass().add("problem-fix");
    return label;
  }

  /** A button for each, which says itself when it was copied. */
  static FlowPane commands(List<String> commands, Messages messages, Consumer<String> copy) {
    FlowPane row = new FlowPane(GAP, GAP);
    for (int index = 0; index < commands.size(); index++) {
      String command = commands.get(index);
      Button button =
          Buttons.plain(
              "problem-command-" + index,
              messages.text("problem.command", command),
              () -> copy.accept(command));
      button.addEventHandler(
          ActionEvent.ACTION,
          event -> button.setText(messages.text("problem.command.copied", command)));
      row.getChildren().add(button);
    }
    return row;
  }

  static FlowPane buttons(List<Fix> fixes) {
    FlowPane row = new FlowPane(GAP, GAP);
    for (int index = 0; index < fixes.size(); index++) {
      Fix fix = fixes.get(index);
      Button button = Buttons.plain("problem-fix-" + index, fix.text(), fix.action());
      row.getChildren().add(button);
    }
    return row;
  }
}
