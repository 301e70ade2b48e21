package stentor.cluster.watch;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether what is known of a cluster is of now: stale from the first question that is not answered
 * until one is. Safe for all threads.
 */
final class Freshness implements KindWatch.Contact {

  private final Clock clock;
  private long outages;
  private boolean away;
  private State state = new State(Optional.empty(), "");

  /**
   * How it stands.
   *
   * @param staleSince absent while it is fresh
   * @param reason empty while it is fresh
   */
  record State(Optional<Instant> staleSince, String reason) {}

  Freshness(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void answered() {
    state = new State(Optional.empty(), "");
  }

  @Override
  public synchronized void failed(String reason) {
    state = new State(state.staleSince().or(() -> Optional.of(clock.instant())), reason);
  }

  @Override
  public synchronized long outages() {
    return outages;
  }

  /** The server is away: a question that has no other purpose was not answered. */
  synchronized void away(String reason) {
    if (!away) {
      outages++;
    }
    away = true;
    failed(reason);
  }

  /** It is there. */
  synchronized void there() {
    away = false;
    answered();
  }

  synchronized State state() {
    return state;
  }
}
