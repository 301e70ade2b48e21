package stentor.app.problem;

import javafx.event.Event;
import javafx.event.EventType;

/** A person wants text on the clipboard, which is the window's: its frame hears of it. */
public final class CopyEvent extends Event {

  /** The only kind. */
  public static final EventType<CopyEvent> COPY = new EventType<>(Event.ANY, "STENTOR_COPY");

  private static final long serialVersionUID = 1;

  private final String text;

  CopyEvent(String text) {
    super(COPY);
    this.text = text;
  }

  /** What is to be copied. */
  public String text() {
    return text;
  }
}
