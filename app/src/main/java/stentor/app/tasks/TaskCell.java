package stentor.app.tasks;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.Pill;

/** One task in the list. Made once, and then shows one row after the other. */
final class TaskCell extends ListCell<TaskRow> {

  private static final double LOG_HEIGHT = 180;

  private final Messages messages;
  private final Label title = new Label();
  private final Pill pill = new Pill();
  private final ProgressBar bar = new ProgressBar();
  private final Label details = new Label();
  private final Label why = new Label();
  private final Button more;
  private final Button cancel;
  private final Button problem;
  private final ListView<String> log = new ListView<>();
  private final VBox card;
  private Optional<TaskRow> shown = Optional.empty();
  private Subscription following = Subscription.EMPTY;

  TaskCell(TasksViewModel model, Messages messages) {
    this.messages = messages;
    more =
        Buttons.plain(
            "task-log",
            messages.text("tasks.log"),
            () ->
                shown.ifPresent(row -> row.expandedProperty().set(!row.expandedProperty().get())));
    cancel =
        Buttons.plain(
            "task-cancel", messages.text("tasks.cancel"), () -> shown.ifPresent(TaskRow::cancel));
    problem =
        Buttons.plain(
            "task-problem",
            messages.text("tasks.problem"),
            () -> shown.ifPresent(model::showProblem));
    title.getStyleClass().add("section-title");
    title.setMinWidth(0);
    details.getStyleClass().addAll("muted", "small");
    why.getStyleClass().add("task-why");
    bar.setMaxWidth(Double.MAX_VALUE);
    log.getStyleClass().addAll("mono", "task-lines");
    log.setPrefHeight(LOG_HEIGHT);
    log.setMinHeight(LOG_HEIGHT);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox first = new HBox(title, pill, gap, problem, more, cancel);
    first.getStyleClass().add("task-first");
    first.setAlignment(Pos.CENTER_LEFT);
    card = new VBox(first, bar, details, why, log);
    card.getStyleClass().addAll("card", "task-card");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    getStyleClass().add("task-cell");
    // A long title must not make the list scroll sideways.
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(TaskRow row, boolean empty) {
    super.updateItem(row, empty);
    following.unsubscribe();
    following = Subscription.EMPTY;
    shown = empty ? Optional.empty() : Optional.ofNullable(row);
    if (shown.isEmpty()) {
      setGraphic(null);
      setAccessibleText("");
      return;
    }
    title.setText(row.title());
    title.setTooltip(new Tooltip(row.title()));
    setAccessibleText(row.title());
    details.textProperty().bind(row.detailsProperty());
    bar.progressProperty().bind(row.progressProperty());
    bar.setAccessibleText(messages.text("tasks.progress", row.title()));
    bar.visibleProperty().bind(row.runningProperty());
    bar.managedProperty().bind(row.runningProperty());
    cancel.visibleProperty().bind(row.runningProperty());
    cancel.managedProperty().bind(row.runningProperty());
    cancel.disableProperty().bind(row.cancellingProperty());
    log.visibleProperty().bind(row.expandedProperty());
    log.managedProperty().bind(row.expandedProperty());
    log.setItems(row.log());
    more.visibleProperty().bind(Bindings.isNotEmpty(row.log()));
    more.managedProperty().bind(more.visibleProperty());
    more.textProperty()
        .bind(
            Bindings.when(row.expandedProperty())
                .then(messages.text("tasks.log.hide"))
                .otherwise(messages.text("tasks.log")));
    following =
        row.statusProperty()
            .subscribe(
                status -> {
                  pill.show(Optional.of(status));
                  tellProblem(row);
                });
    setGraphic(card);
  }

  private void tellProblem(TaskRow row) {
    var failed = row.problem();
    why.setText(failed.map(one -> one.what()).orElse(""));
    present(why, failed.isPresent());
    present(problem, failed.isPresent());
  }

  private static void present(Region node, boolean present) {
    node.setVisible(present);
    node.setManaged(present);
  }
}
