package stentor.protocol.program;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalInt;
import stentor.protocol.job.Failure;

/**
 * One line of JSON that a program writes to its standard output for the program that started it.
 *
 * @param event what happened
 * @param port TCP port on loopback where it answers; absent where it has none
 * @param failure why it ends; present exactly with {@link Event#FAILED}
 */
public record Announcement(Event event, OptionalInt port, Optional<Failure> failure) {

  /** What can be announced. */
  public enum Event {
    /** It does its work from now on. */
    @JsonProperty("ready")
    READY,
    /** It cannot do its work and ends. */
    @JsonProperty("failed")
    FAILED
  }

  /** Told when the work begins, by a program that has no port. */
  public static Announcement ready() {
    return new Announcement(Event.READY, OptionalInt.empty(), Optional.empty());
  }

  /** Told when the work begins. */
  public static Announcement ready(int port) {
    return new Announcement(Event.READY, OptionalInt.of(port), Optional.empty());
  }

  /** Told before the end. */
  public static Announcement failed(Failure failure) {
    return new Announcement(Event.FAILED, OptionalInt.empty(), Optional.of(failure));
  }
}
