package stentor.control.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import stentor.speech.problem.Problem;

/**
 * Numbers and dates events and hands them to one sink. Safe for all threads: the sink gets the
 * events one after another, in the order of their numbers.
 */
public final class EventStream {

  private final Clock clock;
  private final EventSink sink;
  private long sequence;

  /** A new stream, whose first event has number 1. */
  public EventStream(Clock clock, EventSink sink) {
    this.clock = clock;
    this.sink = sink;
  }

  /** Tells that a step began. */
  public Step start(String name, String title) {
    Instant startedAt = clock.instant();
    send(number -> new ControlEvent.StepStarted(number, startedAt, name, title));
    return new Step(name, title, startedAt);
  }

  /** Tells something a person should know: one sentence without a full stop at its end. */
  public void note(String text) {
    send(number -> new ControlEvent.Note(number, clock.instant(), text));
  }

  /** Tells of a problem that does not end the work. */
  public void problem(Problem problem) {
    send(number -> new ControlEvent.ProblemSeen(number, clock.instant(), problem));
  }

  private synchronized void send(Numbered event) {
    sequence++;
    sink.accept(event.numbered(sequence));
  }

  private interface Numbered {
    ControlEvent numbered(long number);
  }

  /** A step that began. */
  public final class Step {
    private final String name;
    private final String title;
    private final Instant startedAt;

    private Step(String name, String title, Instant startedAt) {
      this.name = name;
      this.title = title;
      this.startedAt = startedAt;
    }

    /** Tells how far it is, in bytes. */
    public void progress(long done, long total) {
      send(
          number ->
              new ControlEvent.StepProgressed(number, clock.instant(), name, title, done, total));
    }

    /** Tells that it ended well. */
    public void finish() {
      Instant now = clock.instant();
      send(
          number ->
              new ControlEvent.StepFinished(
                  number, now, name, title, Duration.between(startedAt, now)));
    }
  }
}
