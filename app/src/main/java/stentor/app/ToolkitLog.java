package stentor.app;

import java.util.logging.Logger;

/** What JavaFX says about itself on the error stream. */
final class ToolkitLog {

  /** Held, since a logger that nobody holds forgets its filter. */
  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private static final String ON_CLASS_PATH = "Unsupported JavaFX configuration";

  private ToolkitLog() {}

  /**
   * Keeps back that JavaFX runs from the class path, which it says at every start and which is so
   * on purpose (docs/decisions/0015). All else is said.
   */
  static void quieten() {
    JAVAFX.setFilter(
        told -> told.getMessage() == null || !told.getMessage().startsWith(ON_CLASS_PATH));
  }
}
