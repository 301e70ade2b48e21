package stentor.app.receipt;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.Place;
import stentor.app.look.Icon;
import stentor.app.navigation.ScreenView;
import stentor.app.problem.Fix;
import stentor.app.problem.ProblemCard;
import stentor.app.receipt.ReceiptViewModel.Looking;
import stentor.app.receipt.ReceiptViewModel.None;
import stentor.app.receipt.ReceiptViewModel.Question;
import stentor.app.receipt.ReceiptViewModel.Shown;
import stentor.app.receipt.ReceiptViewModel.State;
import stentor.app.receipt.ReceiptViewModel.Unreadable;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Fxml;
import stentor.app.widget.Presence;
import stentor.protocol.environment.ReceiptDocument.Left;
import stentor.speech.problem.Problem;

/** The receipt of an environment. */
public final class ReceiptView implements ScreenView {

  private static final double ROW = 34;
  private static final int MOST_LEFT_SHOWN = 5;

  private final ReceiptViewModel model;
  private final Messages messages;
  private final Parent root;
  private final Button environments;
  private final Button save;
  private final Button again;

  @FXML private VBox page;
  @FXML private StackPane sign;
  @FXML private Label heading;
  @FXML private Label summary;
  @FXML private HBox headingActions;
  @FXML private VBox problems;
  @FXML private VBox leftCard;
  @FXML private ListView<Left> left;
  @FXML private TableView<ReceiptRow> made;
  @FXML private TableColumn<ReceiptRow, String> what;
  @FXML private TableColumn<ReceiptRow, Integer> madeCount;
  @FXML private TableColumn<ReceiptRow, Integer> goneCount;
  @FXML private TableColumn<ReceiptRow, String> proof;
  @FXML private TableColumn<ReceiptRow, String> checked;
  @FXML private ListView<Question> questions;
  @FXML private StackPane nothing;

  /** The view of this model. */
  public ReceiptView(ReceiptViewModel model, Fxml fxml) {
    this.model = model;
    this.messages = fxml.messages();
    this.environments =
        Buttons.plain(
            "receipt-environments", messages.text("receipt.environments"), model::environments);
    this.save = Buttons.plain("receipt-save", messages.text("receipt.save"), model::save);
    this.again = Buttons.primary("receipt-again", messages.text("receipt.again"), model::again);
    this.root = fxml.load(this);
    headingActions.getChildren().addAll(save, again);
    columns();
    left.setCellFactory(view -> new LeftCell(messages));
    questions.setCellFactory(view -> new QuestionCell());
    made.setPlaceholder(muted(messages.text("receipt.made.none")));
    questions.setPlaceholder(muted(messages.text("receipt.questions.none")));
    model.stateProperty().addListener((property, before, now) -> show(now));
    model.unsavedProperty().addListener((property, before, now) -> problem(now));
    problem(Optional.empty());
    show(model.stateProperty().get());
  }

  private static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    return label;
  }

  private void columns() {
    column(what, ReceiptRow::what);
    column(proof, ReceiptRow::proof);
    column(checked, ReceiptRow::checked);
    number(madeCount, ReceiptRow::made);
    number(goneCount, ReceiptRow::gone);
    checked.getStyleClass().add("mono-column");
    made.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
  }

  private static void column(
      TableColumn<ReceiptRow, String> column, Function<ReceiptRow, String> value) {
    column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
    column.setCellFactory(
        any ->
            new TableCell<>() {
              private final Tooltip tooltip = new Tooltip();

              @Override
              protected void updateItem(String text, boolean empty) {
                super.updateItem(text, empty);
                ReceiptRow row = getTableRow() == null ? null : getTableRow().getItem();
                setText(empty ? "" : text);
                if (empty || row == null) {
                  setTooltip(null);
                } else {
                  tooltip.setText(row.proof() + "\n\n" + row.details());
                  setTooltip(tooltip);
                }
              }
            });
  }

  private static void number(
      TableColumn<ReceiptRow, Integer> column, Function<ReceiptRow, Integer> value) {
    column.getStyleClass().add("number");
    column.setCellValueFactory(row -> new SimpleObjectProperty<>(value.apply(row.getValue())));
    column.setCellFactory(
        any ->
            new TableCell<>() {
              {
                getStyleClass().add("number");
              }

              @Override
              protected void updateItem(Integer number, boolean empty) {
                super.updateItem(number, empty);
                setText(empty || number == null ? "" : Figures.whole(number));
              }
            });
  }

  private void show(State state) {
    Presence.show(page, state instanceof Shown);
    Presence.show(nothing, !(state instanceof Shown));
    switch (state) {
      case Looking _ -> nothing.getChildren().clear();
      case None _ ->
          nothing
              .getChildren()
              .setAll(
                  new EmptyState(
                      messages.text("receipt.none", model.name()),
                      messages.text("receipt.none.text"),
                      List.of()));
      case Unreadable(Problem problem) -> {
        VBox holder =
            new VBox(
                new ProblemCard(
                    problem,
                    List.of(new Fix(messages.text("receipt.look"), model::look)),
                    messages));
        holder.getStyleClass().add("page");
        nothing.getChildren().setAll(holder);
      }
      case Shown shown -> show(shown);
    }
  }

  private void show(Shown shown) {
    heading.setText(shown.title());
    summary.setText(shown.text());
    sign.getStyleClass().setAll("finish-sign", shown.clean() ? "good" : "bad");
    sign.getChildren().setAll((shown.clean() ? Icon.DONE : Icon.PROBLEM).node());
    Presence.show(again, !shown.clean());
    Presence.show(leftCard, !shown.clean());
    left.getItems().setAll(shown.left());
    left.setPrefHeight(ROW * Math.min(MOST_LEFT_SHOWN, Math.max(1, shown.left().size())) + 2);
    left.setMinHeight(left.getPrefHeight());
    made.getItems().setAll(shown.rows());
    questions.getItems().setAll(shown.questions());
  }

  private void problem(Optional<Problem> unsaved) {
    problems
        .getChildren()
        .setAll(
            unsaved.stream()
                .map(
                    problem ->
                        new ProblemCard(
                            problem,
                            List.of(new Fix(messages.text("receipt.elsewhere"), model::save)),
                            messages))
                .toList());
    Presence.show(problems, unsaved.isPresent());
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return model
        .stateProperty()
        .map(state -> EnvironmentTitle.of(model.name(), place(state), messages));
  }

  @Override
  public ObservableValue<Optional<Status>> badge() {
    return model.stateProperty().map(state -> place(state).badge(messages));
  }

  private static Place place(State state) {
    return state instanceof Shown shown ? shown.place() : Place.HERE;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return ScreenView.fixed(messages.text("receipt.subtitle"));
  }

  @Override
  public List<Node> actions() {
    return List.of(environments);
  }

  @Override
  public ObservableValue<String> freshness() {
    return model.savedProperty().map(text -> text.isEmpty() ? messages.text("receipt.kept") : text);
  }

  @Override
  public void shown() {
    model.look();
  }
}
