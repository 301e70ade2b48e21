package stentor.master.http;

import java.time.Duration;

/**
 * How often a stream of events looks at the store, and how long it is silent at most.
 *
 * @param first pause before the first look after an event
 * @param longest each pause is half as long again as the one before, up to this
 * @param heartbeat a comment is sent after so long a silence, so that nobody between takes the
 *     connection for dead and a client that has left is noticed
 */
record EventPace(Duration first, Duration longest, Duration heartbeat) {

  /** For people who watch. */
  static final EventPace USUAL =
      new EventPace(Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(15));

  /** The pause after this one. */
  Duration after(Duration pause) {
    Duration longer = pause.plus(pause.dividedBy(2));
    return longer.compareTo(longest) < 0 ? longer : longest;
  }
}
