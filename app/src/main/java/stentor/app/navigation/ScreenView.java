package stentor.app.navigation;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.ObjectExpression;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;

/** A screen as the shell shows it. Used on the window's thread. */
public interface ScreenView {

  /** What it shows below the header. */
  Parent root();

  /** Its title in the header. */
  ObservableValue<String> title();

  /** What stands behind the title, muted: {@code spinning up on AWS}; empty for nothing. */
  default ObservableValue<String> subtitle() {
    return fixed("");
  }

  /** What marks all of it, as a pill before its state; absent for none. */
  default ObservableValue<Optional<Status>> badge() {
    return fixed(Optional.empty());
  }

  /** Its state, as a pill beside the title; absent for none. */
  default ObservableValue<Optional<Status>> status() {
    return fixed(Optional.empty());
  }

  /** The few actions of this screen, for the header; destructive ones last. */
  default List<Node> actions() {
    return List.of();
  }

  /** How fresh it is, or what is safe, for the left of the status bar. */
  default ObservableValue<String> freshness() {
    return fixed("");
  }

  /** What it costs or when it ends, for the right of the status bar. */
  default ObservableValue<String> money() {
    return fixed("");
  }

  /** It is shown from now on: what it follows is followed. */
  default void shown() {}

  /** It is not shown any more: nothing is followed for it. */
  default void hidden() {}

  /**
   * Takes the Escape key.
   *
   * @return whether it closed something of its own
   */
  default boolean escape() {
    return false;
  }

  /** A value that never changes. */
  static <T> ObjectExpression<T> fixed(T value) {
    return new SimpleObjectProperty<>(value);
  }

  /**
   * A state in one or two words.
   *
   * @param text the words
   * @param mood how it is to be taken
   */
  record Status(String text, Mood mood) {}

  /** How a state is to be taken. */
  enum Mood {
    /** As it should be. */
    GOOD,
    /** Somebody should look. */
    ATTENTION,
    /** Something is wrong. */
    BAD,
    /** Neither. */
    NEUTRAL;

    /** Its style class. */
    public String style() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
