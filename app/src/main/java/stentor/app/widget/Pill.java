package stentor.app.widget;

import java.util.Optional;
import javafx.scene.control.Label;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;

/** A state in one or two words on a tint. */
public final class Pill extends Label {

  /** An empty one, which is not shown. */
  public Pill() {
    getStyleClass().add("pill");
    setMinWidth(USE_PREF_SIZE);
    show(Optional.empty());
  }

  /** One with this state. */
  public Pill(Status status) {
    this();
    show(Optional.of(status));
  }

  /** Shows this state; absent: nothing. */
  public void show(Optional<Status> status) {
    for (Mood mood : Mood.values()) {
      getStyleClass().remove(mood.style());
    }
    setText(status.map(Status::text).orElse(""));
    status.ifPresent(shown -> getStyleClass().add(shown.mood().style()));
    setVisible(status.isPresent());
    setManaged(status.isPresent());
  }
}
