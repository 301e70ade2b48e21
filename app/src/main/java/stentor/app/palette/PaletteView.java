package stentor.app.palette;

import java.util.BitSet;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import stentor.app.look.Icon;
import stentor.app.palette.PaletteViewModel.Found;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Overlay;

/** The palette. The focus stays in its field; arrows move the selection below it. */
public final class PaletteView {

  private static final double ROW = 34;
  private static final int MOST_ROWS = 10;

  private final PaletteViewModel model;
  private final Overlay overlay;
  private final Messages messages;
  private final Parent root;
  private boolean open;

  @FXML private HBox search;
  @FXML private TextField field;
  @FXML private ListView<Found> list;
  @FXML private Label count;

  /** Loads it; it is shown over everything in this overlay. */
  public PaletteView(PaletteViewModel model, Fxml fxml, Overlay overlay) {
    this.model = model;
    this.overlay = overlay;
    this.messages = fxml.messages();
    this.root = fxml.load(this);
    search.getChildren().addFirst(Icon.SEARCH.node());
    field.textProperty().bindBidirectional(model.queryProperty());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    field.setOnAction(event -> run());
    list.setItems(model.found());
    list.setFixedCellSize(ROW);
    list.setCellFactory(view -> new CommandCell());
    list.setPlaceholder(new Label(messages.text("palette.none")));
    model.selectedProperty().addListener((property, before, now) -> select(now.intValue()));
    model.found().addListener((javafx.beans.Observable changed) -> resize());
    resize();
  }

  /** Opens it; where it is open already, closes it. */
  public void toggle() {
    if (open) {
      boolean _ = overlay.closeLast();
      return;
    }
    open = true;
    model.open();
    overlay.open(root, Pos.TOP_CENTER, () -> open = false);
    field.requestFocus();
    select(model.selectedProperty().get());
  }

  private void resize() {
    int rows = Math.clamp(model.found().size(), 1, MOST_ROWS);
    list.setPrefHeight(rows * ROW + 2);
    list.setMinHeight(rows * ROW + 2);
    list.setMaxHeight(rows * ROW + 2);
    count.setText(messages.count("palette.count", model.found().size()));
    select(model.selectedProperty().get());
  }

  private void select(int index) {
    if (index < 0) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().clearAndSelect(index);
      list.scrollTo(Math.max(0, index - MOST_ROWS / 2));
    }
    String said = model.chosen().map(Command::title).orElse(messages.text("palette.none"));
    field.setAccessibleHelp(said);
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> model.move(1);
      case UP -> model.move(-1);
      case PAGE_DOWN -> model.page(1);
      case PAGE_UP -> model.page(-1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void run() {
    model
        .chosen()
        .ifPresent(
            command -> {
              boolean _ = overlay.closeLast();
              command.action().run();
            });
  }

  /** A command, the letters that were typed standing out in it. */
  private final class CommandCell extends ListCell<Found> {
    private final TextFlow words = new TextFlow();
    private final Label detail = new Label();
    private final HBox row;

    CommandCell() {
      getStyleClass().add("palette-row");
      detail.getStyleClass().addAll("muted", "small");
      detail.setMinWidth(Region.USE_PREF_SIZE);
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      row = new HBox(words, gap, detail);
      row.setAlignment(Pos.CENTER_LEFT);
      words.setMinWidth(0);
      setPrefWidth(0);
      setOnMouseClicked(
          event -> {
            if (!isEmpty()) {
              model.selectedProperty().set(getIndex());
              run();
            }
          });
    }

    @Override
    protected void updateItem(Found item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      String title = item.command().title();
      words.getChildren().clear();
      BitSet places = item.match().places();
      for (int from = 0; from < title.length(); ) {
        boolean typed = places.get(from);
        int to = typed ? places.nextClearBit(from) : places.nextSetBit(from);
        int end = to < 0 ? title.length() : Math.min(to, title.length());
        Text part = new Text(title.substring(from, end));
        part.getStyleClass().add("words");
        if (typed) {
          part.getStyleClass().add("typed");
        }
        words.getChildren().add(part);
        from = end;
      }
      // One line, however long the title is.
      words.setPrefHeight(ROW / 2);
      words.setMaxHeight(ROW / 2);
      detail.setText(item.command().detail());
      setAccessibleText(title + " " + item.command().detail());
      setGraphic(row);
    }
  }
}
