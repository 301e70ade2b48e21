package stentor.app.closing;

import java.util.List;
import stentor.app.change.OngoingChanges;
import stentor.app.change.Phase;
import stentor.app.navigation.Navigator;
import stentor.app.navigation.Screen;
import stentor.protocol.environment.EnvironmentName;

/** Takes environments down as a person would: each is shown while it goes. */
public final class ShownTakeDown implements TakeDown {

  private final OngoingChanges changes;
  private final Navigator navigator;

  /** Makes one that has these changes made, and shown by this navigator. */
  public ShownTakeDown(OngoingChanges changes, Navigator navigator) {
    this.changes = changes;
    this.navigator = navigator;
  }

  /** What failed, or left something, is on the screen: nothing more is done. */
  @Override
  public void all(List<EnvironmentName> environments, Runnable done) {
    if (environments.isEmpty()) {
      done.run();
      return;
    }
    EnvironmentName first = environments.getFirst();
    changes.down(
        first,
        how -> {
          if (isGone(how)) {
            all(environments.subList(1, environments.size()), done);
          }
        });
    navigator.show(new Screen.Change(first));
  }

  private static boolean isGone(Phase phase) {
    return phase instanceof Phase.TornDown(var receipt) && receipt.left().isEmpty();
  }
}
