package stentor.app.overview;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.overview.CloudReading.Fact;
import stentor.app.overview.CloudReading.MadeRow;
import stentor.app.text.Messages;
import stentor.app.widget.Figure;
import stentor.app.widget.Fxml;
import stentor.app.widget.Presence;

/** What the overview shows of an environment that is made of a cloud's resources. */
final class CloudView {

  private final Parent root;
  private Optional<CloudReading> shown = Optional.empty();

  @FXML private Figure state;
  @FXML private Figure spent;
  @FXML private Figure hour;
  @FXML private Label endValue;
  @FXML private Label endCaption;
  @FXML private Button extend;
  @FXML private TableView<MadeRow> inventory;
  @FXML private TableColumn<MadeRow, String> kind;
  @FXML private TableColumn<MadeRow, String> id;
  @FXML private TableColumn<MadeRow, String> at;
  @FXML private VBox side;
  @FXML private VBox placeCard;
  @FXML private VBox facts;

  /** Loads it. */
  CloudView(OverviewViewModel model, Fxml fxml) {
    this.root = fxml.load(this);
    Messages messages = fxml.messages();
    extend.setOnAction(event -> model.extendShortly());
    extend.setAccessibleText(messages.text("overview.cloud.extend"));
    column(kind, MadeRow::kind, false);
    column(id, MadeRow::id, true);
    column(at, MadeRow::at, true);
    inventory.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label none = new Label(messages.text("overview.cloud.made.empty"));
    none.getStyleClass().add("muted");
    none.setWrapText(true);
    inventory.setPlaceholder(none);
  }

  private static void column(
      TableColumn<MadeRow, String> column, Function<MadeRow, String> value, boolean mono) {
    column.setReorderable(false);
    column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
    if (mono) {
      column.getStyleClass().add("mono-column");
    }
    column.setCellFactory(
        any ->
            new TableCell<>() {
              private final Tooltip tooltip = new Tooltip();

              @Override
              protected void updateItem(String text, boolean empty) {
                super.updateItem(text, empty);
                setText(empty ? "" : text);
                tooltip.setText(empty ? "" : text);
                setTooltip(empty ? null : tooltip);
              }
            });
  }

  Parent root() {
    return root;
  }

  /** Where problems are told beside it. */
  VBox side() {
    return side;
  }

  /** Shows this; what is equal is not drawn again. */
  void show(CloudReading now, boolean mayExtend) {
    extend.setDisable(!mayExtend);
    if (shown.equals(Optional.of(now))) {
      return;
    }
    OverviewView.fill(state, now.state());
    OverviewView.fill(spent, now.spent());
    OverviewView.fill(hour, now.hour());
    endValue.setText(now.end().value());
    endCaption.setText(now.end().caption());
    for (Mood mood : Mood.values()) {
      endValue.getStyleClass().remove(mood.style());
    }
    endValue.getStyleClass().add(now.end().mood().style());
    if (!shown.map(CloudReading::made).equals(Optional.of(now.made()))) {
      inventory.getItems().setAll(now.made());
    }
    if (!shown.map(CloudReading::facts).equals(Optional.of(now.facts()))) {
      facts.getChildren().setAll(lines(now.facts()));
    }
    Presence.show(placeCard, !now.facts().isEmpty());
    shown = Optional.of(now);
  }

  private static List<Node> lines(List<Fact> facts) {
    return facts.stream().map(CloudView::line).toList();
  }

  private static Node line(Fact fact) {
    Label name = new Label(fact.name());
    name.getStyleClass().add("muted");
    name.setMinWidth(Region.USE_PREF_SIZE);
    Label value = new Label(fact.value());
    value.setTooltip(new Tooltip(fact.value()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(name, gap, value);
    row.getStyleClass().add("environment-card-line");
    return row;
  }
}
