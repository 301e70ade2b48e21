package stentor.app.launch;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import stentor.app.text.Messages;
import stentor.control.HumanDuration;

/** Buttons of which one is chosen, and a field for a time that none of them offers. */
final class EndChoice {

  /** The times that are offered for its whole life. */
  static final List<End> LIVES =
      List.of(
          new End.Unsaid(),
          new End.After(Duration.ofHours(1)),
          new End.After(Duration.ofHours(4)),
          new End.After(Duration.ofHours(12)),
          new End.Other());

  /** The times that are offered for a life without jobs. */
  static final List<End> IDLE =
      List.of(
          new End.Unsaid(),
          new End.After(Duration.ofMinutes(10)),
          new End.After(Duration.ofMinutes(30)),
          new End.Other());

  private EndChoice() {}

  /**
   * Fills the row.
   *
   * @param id first part of the buttons' ids; the second is the time, {@code unsaid} or {@code
   *     other}
   * @param unsaid what is said where nothing is
   * @param offered whether nothing may be said
   */
  static void fill(
      String id,
      FlowPane row,
      TextField other,
      List<End> ends,
      ObjectProperty<End> chosen,
      StringProperty text,
      String unsaid,
      ObservableValue<Boolean> offered,
      Messages messages) {
    ToggleGroup group = new ToggleGroup();
    for (End end : ends) {
      ToggleButton button =
          new ToggleButton(
              switch (end) {
                case End.Unsaid _ -> unsaid;
                case End.After(Duration time) ->
                    messages.text("launch.end.after", HumanDuration.said(time));
                case End.Other _ -> messages.text("launch.end.other");
              });
      button.setId(
          id
              + "-"
              + switch (end) {
                case End.Unsaid _ -> "unsaid";
                case End.After(Duration time) ->
                    HumanDuration.said(time).replace(" ", "").toLowerCase(Locale.ROOT);
                case End.Other _ -> "other";
              });
      button.getStyleClass().add("choice");
      button.setToggleGroup(group);
      button.setUserData(end);
      button.setSelected(end.equals(chosen.get()));
      if (end instanceof End.Unsaid) {
        button.visibleProperty().bind(offered);
        button.managedProperty().bind(offered);
      }
      row.getChildren().add(button);
    }
    group
        .selectedToggleProperty()
        .addListener(
            (property, before, now) -> {
              if (now == null) {
                // One of them is always chosen: a click on it does not take it away.
                group.selectToggle(before);
              } else if (now.getUserData() instanceof End end) {
                chosen.set(end);
              }
            });
    chosen.addListener(
        (property, before, now) ->
            group.getToggles().stream()
                .filter(toggle -> now.equals(toggle.getUserData()))
                .forEach(group::selectToggle));
    other.textProperty().bindBidirectional(text);
    other.visibleProperty().bind(chosen.map(End.Other.class::isInstance));
    other.managedProperty().bind(other.visibleProperty());
  }
}
