package stentor.app.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import stentor.app.widget.Buttons;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Fxml;

/**
 * The cards in rows, as many beside each other as there is room for, the one for a new environment
 * last. Rows that are not seen have no nodes, so that ten thousand cost no more than ten. Used on
 * the window's thread.
 */
final class EnvironmentGrid {

  /** Height of a card, in pixels. */
  static final double CARD = 301;

  static final double GAP = 16;
  private static final double LEAST_WIDTH = 300;

  private final HomeViewModel model;
  private final Fxml fxml;
  private final ListView<Row> list;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private int columns = 1;

  /**
   * What stands in a row.
   *
   * @param cards from left to right
   * @param invites whether the card for a new environment follows them
   * @param columns how many would find room
   */
  record Row(List<EnvironmentCard> cards, boolean invites, int columns) {
    Row {
      cards = List.copyOf(cards);
    }
  }

  EnvironmentGrid(HomeViewModel model, Fxml fxml, ListView<Row> list) {
    this.model = model;
    this.fxml = fxml;
    this.list = list;
    // The gap below the last row is that of the page.
    VBox.setMargin(list, new Insets(0, 0, -GAP - 1, 0));
    list.setItems(rows);
    list.setFixedCellSize(CARD + GAP);
    list.setCellFactory(view -> new RowCell());
    list.widthProperty().addListener((property, before, now) -> measure(now.doubleValue()));
    model.cards().addListener((ListChangeListener<EnvironmentCard>) change -> arrange());
    arrange();
  }

  private void measure(double width) {
    int fitting = Math.max(1, (int) ((width + GAP) / (LEAST_WIDTH + GAP)));
    if (fitting != columns) {
      columns = fitting;
      arrange();
    }
  }

  private void arrange() {
    List<Row> next = rows(model.cards(), columns);
    if (next.size() != rows.size()) {
      rows.setAll(next);
    } else {
      for (int index = 0; index < next.size(); index++) {
        if (!next.get(index).equals(rows.get(index))) {
          rows.set(index, next.get(index));
        }
      }
    }
    // Without the gap below the last row, but for a pixel that keeps a scroll bar away.
    list.setPrefHeight(next.size() * (CARD + GAP) + 1);
    list.setMinHeight(CARD + GAP + 1);
  }

  /**
   * The cards in rows of so many. Behind the last is the place for a new one, unless it would need
   * a row for itself: the header invites too.
   */
  static List<Row> rows(List<EnvironmentCard> cards, int columns) {
    List<Row> rows = new ArrayList<>();
    for (int first = 0; first < cards.size(); first += columns) {
      int end = Math.min(cards.size(), first + columns);
      rows.add(new Row(cards.subList(first, end), end < first + columns, columns));
    }
    return cards.isEmpty() ? List.of(new Row(cards, true, columns)) : rows;
  }

  private Node invitation() {
    var card =
        new EmptyState(
            fxml.messages().text("home.new.title"),
            fxml.messages().text("home.new.text"),
            List.of(
                Buttons.plain(
                    "home-new-card",
                    fxml.messages().text("home.new.action"),
                    model::newEnvironment)));
    card.getStyleClass().addAll("card", "dashed");
    return card;
  }

  /** A row; keeps its nodes, and fills them anew. */
  private final class RowCell extends ListCell<Row> {
    private final HBox box = new HBox(GAP);
    private final List<EnvironmentCardView> views = new ArrayList<>();
    private Optional<Node> invitation = Optional.empty();

    RowCell() {
      getStyleClass().setAll("home-row");
      box.setMinHeight(CARD);
      box.setMaxHeight(CARD);
      // The list's width decides, not the cards'.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Row row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setGraphic(null);
        return;
      }
      List<Node> nodes = new ArrayList<>();
      for (int index = 0; index < row.cards().size(); index++) {
        if (index == views.size()) {
          views.add(new EnvironmentCardView(model, fxml));
        }
        views.get(index).show(row.cards().get(index));
        nodes.add(views.get(index).root());
      }
      if (row.invites()) {
        Node card = invitation.orElseGet(EnvironmentGrid.this::invitation);
        invitation = Optional.of(card);
        nodes.add(card);
      }
      while (nodes.size() < row.columns()) {
        nodes.add(new Region());
      }
      nodes.forEach(RowCell::share);
      if (!box.getChildren().equals(nodes)) {
        box.getChildren().setAll(nodes);
      }
      setGraphic(box);
    }

    private static void share(Node node) {
      if (node instanceof Region region) {
        region.setMinWidth(0);
        region.setPrefWidth(LEAST_WIDTH);
        region.setMaxWidth(Double.MAX_VALUE);
      }
      HBox.setHgrow(node, Priority.ALWAYS);
    }
  }
}
