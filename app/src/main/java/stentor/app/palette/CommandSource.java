package stentor.app.palette;

import java.util.List;

/** Knows some of what can be done. Used on the window's thread; answers at once. */
@FunctionalInterface
public interface CommandSource {

  /** What can be done now, the most likely first. */
  List<Command> commands();
}
