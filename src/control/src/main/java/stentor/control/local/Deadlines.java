package stentor.control.local;

import java.time.Duration;

/**
 * How long is waited before something counts as failed.
 *
 * @param writer for another process that changes an environment to do anything at all
 * @param start for an environment to become ready
 * @param firstStatus for a supervisor that was started to say something
 * @param stop for a supervisor to stop everything in order
 * @param leave for a process to leave: by itself after its supervisor died, then once after each of
 *     the two signals it is sent
 */
public record Deadlines(
    Duration writer, Duration start, Duration firstStatus, Duration stop, Duration leave) {

  /** Generous ones: the slowest computer that anybody uses. */
  public static final Deadlines GENEROUS =
      new Deadlines(
          Duration.ofSeconds(150),
          Duration.ofSeconds(120),
          Duration.ofSeconds(10),
          Duration.ofSeconds(90),
          Duration.ofSeconds(6));
}
