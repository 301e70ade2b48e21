package stentor.simulator.world;

import java.time.Instant;
import java.util.Optional;

/** A part of the world in which something happens with time. Called by one thread at a time. */
public interface Timed {

  /** When the next thing happens, in simulated time; absent while nothing will. */
  Optional<Instant> due();

  /**
   * Lets happen what is due.
   *
   * @param at the time that {@link #due} gave, which is {@link World#now()} meanwhile
   */
  void happen(Instant at);
}
