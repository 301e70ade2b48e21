package stentor.app.closing;

import java.util.List;
import stentor.protocol.environment.EnvironmentName;

/** Takes environments down and shows how far that is. Used on the window's thread. */
@FunctionalInterface
public interface TakeDown {

  /**
   * Takes them down, one after the other.
   *
   * @param done called when all are gone; not where one failed, which is shown
   */
  void all(List<EnvironmentName> environments, Runnable done);
}
