package stentor.app.navigation;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which screen is shown, and which were before. Used on the window's thread. */
public final class Navigator {

  private static final int MOST_REMEMBERED = 50;

  private final ReadOnlyObjectWrapper<Screen> current;
  private final Deque<Screen> before = new ArrayDeque<>();

  /** Begins with this screen. */
  public Navigator(Screen first) {
    current = new ReadOnlyObjectWrapper<>(first);
  }

  /** The screen that is shown. */
  public ReadOnlyObjectProperty<Screen> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** The screen that is shown. */
  public Screen current() {
    return current.get();
  }

  /** Shows another screen; nothing happens if it is the one that is shown. */
  public void show(Screen next) {
    if (next.equals(current.get())) {
      return;
    }
    before.push(current.get());
    if (before.size() > MOST_REMEMBERED) {
      before.removeLast();
    }
    current.set(next);
  }

  /** Shows another screen in place of this one: "back" does not lead here. */
  public void replace(Screen next) {
    current.set(next);
  }

  /** Shows the screen before this one; with none before, all environments. */
  public void back() {
    current.set(before.isEmpty() ? new Screen.Environments() : before.pop());
  }
}
