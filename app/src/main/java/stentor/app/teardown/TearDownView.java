package stentor.app.teardown;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.Place;
import stentor.app.look.Icon;
import stentor.app.navigation.ScreenView;
import stentor.app.problem.ProblemCard;
import stentor.app.teardown.TearDownViewModel.Absent;
import stentor.app.teardown.TearDownViewModel.Known;
import stentor.app.teardown.TearDownViewModel.Line;
import stentor.app.teardown.TearDownViewModel.Looking;
import stentor.app.teardown.TearDownViewModel.State;
import stentor.app.teardown.TearDownViewModel.Unknown;
import stentor.app.text.Messages;
import stentor.app.widget.Buttons;
import stentor.app.widget.EmptyState;
import stentor.app.widget.Fxml;
import stentor.app.widget.Presence;
import stentor.speech.problem.Problem;

/**
 * What taking an environment down means, and the field in which somebody says that they mean it.
 */
public final class TearDownView implements ScreenView {

  private final TearDownViewModel model;
  private final Messages messages;
  private final Parent root;
  private final Button back;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<Status>> badge =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  @FXML private HBox warning;
  @FXML private StackPane warningSign;
  @FXML private Label warningTitle;
  @FXML private VBox problems;
  @FXML private HBox columns;
  @FXML private VBox removed;
  @FXML private VBox stays;
  @FXML private VBox confirm;
  @FXML private Label ask;
  @FXML private TextField typed;
  @FXML private Button act;

  /** The view of this model. */
  public TearDownView(TearDownViewModel model, Fxml fxml) {
    this.model = model;
    this.messages = fxml.messages();
    this.back = Buttons.plain("teardown-back", messages.text("teardown.back"), model::back);
    title.set(EnvironmentTitle.of(model.name(), messages));
    this.root = fxml.load(this);
    String question = messages.text("teardown.confirm", model.name());
    ask.setText(question);
    typed.setPromptText(model.name().value());
    typed.setAccessibleText(question);
    typed.textProperty().bindBidirectional(model.typedProperty());
    typed.setOnAction(event -> model.tearDown());
    act.disableProperty().bind(model.confirmedBinding().not());
    act.setOnAction(event -> model.tearDown());
    warningSign.getChildren().add(Icon.PROBLEM.node());
    model.stateProperty().addListener((property, before, now) -> show(now));
    show(model.stateProperty().get());
  }

  private void show(State state) {
    Presence.show(warning, false);
    Presence.show(problems, false);
    Presence.show(columns, state instanceof Known);
    Presence.show(confirm, state instanceof Known || state instanceof Unknown);
    switch (state) {
      case Looking _ -> {}
      case Known(List<Line> gone, Optional<String> warned, List<Line> kept, Place where) -> {
        badge.set(where.badge(messages));
        title.set(EnvironmentTitle.of(model.name(), where, messages));
        removed.getChildren().setAll(gone.stream().map(TearDownView::line).toList());
        stays.getChildren().setAll(kept.stream().map(TearDownView::line).toList());
        Presence.show(warning, warned.isPresent());
        warned.ifPresent(warningTitle::setText);
        typed.requestFocus();
      }
      case Unknown(Problem problem) -> {
        Presence.show(problems, true);
        problems.getChildren().setAll(new ProblemCard(problem, List.of(), messages));
      }
      case Absent _ -> {
        Presence.show(problems, true);
        problems
            .getChildren()
            .setAll(
                new EmptyState(
                    messages.text("teardown.absent", model.name()),
                    messages.text("teardown.absent.text"),
                    List.of()));
      }
    }
  }

  private static VBox line(Line line) {
    Label what = new Label(line.what());
    what.getStyleClass().add("strong");
    what.setWrapText(true);
    Label meaning = new Label(line.meaning());
    meaning.getStyleClass().add("muted");
    meaning.setWrapText(true);
    VBox both = new VBox(2, what, meaning);
    both.getStyleClass().add("meaning-line");
    return both;
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ObservableValue<String> title() {
    return title.getReadOnlyProperty();
  }

  @Override
  public ObservableValue<Optional<Status>> badge() {
    return badge.getReadOnlyProperty();
  }

  @Override
  public ObservableValue<String> subtitle() {
    return ScreenView.fixed(messages.text("teardown.subtitle"));
  }

  @Override
  public List<Node> actions() {
    return List.of(back);
  }

  @Override
  public ObservableValue<String> freshness() {
    return ScreenView.fixed(messages.text("teardown.safe"));
  }

  @Override
  public void shown() {
    model.look();
  }
}
