package stentor.app.tasks;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.layout.StackPane;
import stentor.app.navigation.ScreenView;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Fxml;

/** The screen of every long action. */
public final class TasksView implements ScreenView {

  private final TasksViewModel model;
  private final Fxml fxml;
  private final Parent root;

  @FXML private StackPane page;
  @FXML private ListView<TaskRow> list;

  /** Loads it. */
  public TasksView(TasksViewModel model, Fxml fxml) {
    this.model = model;
    this.fxml = fxml;
    this.root = fxml.load(this);
    list.setItems(model.rows());
    list.setCellFactory(view -> new TaskCell(model, fxml.messages()));
    EmptyState empty =
        new EmptyState(
            fxml.messages().text("tasks.empty"),
            fxml.messages().text("tasks.empty.text"),
            List.of());
    empty.setId("tasks-empty");
    page.getChildren().add(empty);
    var none = Bindings.isEmpty(model.rows());
    empty.visibleProperty().bind(none);
    list.visibleProperty().bind(none.not());
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return ScreenView.fixed(fxml.messages().text("tasks.title"));
  }

  @Override
  public ObservableValue<String> subtitle() {
    return model.summaryProperty();
  }
}
