package stentor.app.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stentor.app.async.Later;

/** Time that passes when the test says so. Used by one thread. */
public final class ManualLater implements Later {

  private final List<Planned> planned = new ArrayList<>();
  private Duration now = Duration.ZERO;

  private record Planned(Duration at, Runnable action) {}

  @Override
  public void run(Duration delay, Runnable action) {
    planned.add(new Planned(now.plus(delay), action));
  }

  /** Lets so much time pass, and what was planned for it happen in its order. */
  public void pass(Duration time) {
    Duration end = now.plus(time);
    while (true) {
      Planned next =
          planned.stream()
              .filter(one -> one.at().compareTo(end) <= 0)
              .min(Comparator.comparing(Planned::at))
              .orElse(null);
      if (next == null) {
        break;
      }
      planned.remove(next);
      now = next.at();
      next.action().run();
    }
    now = end;
  }

  /** How many things are planned. */
  public int planned() {
    return planned.size();
  }
}
