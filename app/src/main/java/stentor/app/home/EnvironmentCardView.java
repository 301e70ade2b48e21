package stentor.app.home;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import stentor.app.chart.Sparkline;
import stentor.app.home.EnvironmentCard.Action;
import stentor.app.home.EnvironmentCard.Line;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.text.Messages;
import stentor.app.widget.Fxml;
import stentor.app.widget.Pill;

/** A card, which shows one environment after the other. Used on the window's thread. */
final class EnvironmentCardView {

  private final HomeViewModel model;
  private final Messages messages;
  private final Parent root;
  private final Map<Action, Button> buttons = new EnumMap<>(Action.class);
  private final Tooltip troubleInFull = new Tooltip();
  private Optional<EnvironmentCard> shown = Optional.empty();

  @FXML private Label title;
  @FXML private Label place;
  @FXML private Label trouble;
  @FXML private VBox queue;
  @FXML private Sparkline sparkline;
  @FXML private Pill badge;
  @FXML private Pill status;
  @FXML private VBox lines;
  @FXML private Button transcribe;
  @FXML private Button start;
  @FXML private Button follow;
  @FXML private Button open;
  @FXML private Button tearDown;

  EnvironmentCardView(HomeViewModel model, Fxml fxml) {
    this.model = model;
    this.messages = fxml.messages();
    this.root = fxml.load(this);
    buttons.put(Action.TRANSCRIBE, transcribe);
    buttons.put(Action.START, start);
    buttons.put(Action.FOLLOW, follow);
    buttons.put(Action.OPEN, open);
    buttons.put(Action.TEAR_DOWN, tearDown);
    buttons.forEach(
        (action, button) ->
            button.setOnAction(event -> shown.ifPresent(card -> model.act(card.name(), action))));
    model.drawnProperty().addListener((property, before, now) -> draw());
    troubleInFull.setWrapText(true);
    troubleInFull.setMaxWidth(480);
  }

  /** The card. */
  Node root() {
    return root;
  }

  /** Shows this environment; what is equal stays as it is. */
  void show(EnvironmentCard card) {
    if (shown.equals(Optional.of(card))) {
      return;
    }
    boolean sameLines = shown.map(EnvironmentCard::lines).equals(Optional.of(card.lines()));
    shown = Optional.of(card);
    title.setText(card.title());
    place.setText(card.place());
    badge.show(card.badge());
    status.show(Optional.of(card.status()));
    if (!sameLines) {
      lines.getChildren().setAll(card.lines().stream().map(line -> line(card, line)).toList());
    }
    trouble.setText(card.trouble().orElse(""));
    trouble.setVisible(card.trouble().isPresent());
    queue.setVisible(card.trouble().isEmpty() && card.actions().contains(Action.OPEN));
    draw();
    trouble.getStyleClass().remove(Mood.BAD.style());
    if (card.status().mood() == Mood.BAD) {
      trouble.getStyleClass().add(Mood.BAD.style());
    }
    troubleInFull.setText(trouble.getText());
    trouble.setTooltip(troubleInFull);
    buttons.forEach((action, button) -> show(card, action, button));
    root.setAccessibleText(
        messages.text("home.card.spoken", card.title(), card.status().text(), card.place()));
  }

  private void draw() {
    if (queue.isVisible()) {
      shown
          .map(card -> model.queue(card.name()))
          .ifPresent(now -> sparkline.show(now.series(), now.over(), now.said()));
    }
  }

  private void show(EnvironmentCard card, Action action, Button button) {
    boolean offered = card.actions().contains(action);
    button.setId(
        "environment-%s-%s"
            .formatted(
                card.name(), action.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')));
    button.setVisible(offered);
    button.setManaged(offered);
    button.setDisable(card.stale());
    button.setAccessibleText(
        messages.text("home.card.action.spoken", button.getText(), card.title()));
  }

  private Node line(EnvironmentCard card, Line line) {
    Label label = new Label(line.label());
    label.getStyleClass().add("muted");
    label.setMinWidth(Region.USE_PREF_SIZE);
    Label value = new Label(line.value());
    value.setTooltip(new Tooltip(line.value()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(label, gap, value);
    row.getStyleClass().add("environment-card-line");
    if (line.extendable()) {
      row.getChildren().addAll(separator(), extend(card));
    }
    return row;
  }

  private static Label separator() {
    Label dot = new Label("·");
    dot.getStyleClass().add("muted");
    return dot;
  }

  private Hyperlink extend(EnvironmentCard card) {
    Hyperlink link = new Hyperlink(messages.text("home.card.extend"));
    link.setId("environment-%s-extend".formatted(card.name()));
    link.setAccessibleText(messages.text("home.card.extend.spoken", card.title()));
    link.setTooltip(new Tooltip(messages.text("home.card.extend.spoken", card.title())));
    link.setDisable(card.stale());
    link.setMinWidth(Region.USE_PREF_SIZE);
    link.setOnAction(
        event -> {
          link.setVisited(false);
          model.extend(card.name());
        });
    return link;
  }
}
