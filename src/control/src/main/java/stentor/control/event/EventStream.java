package stentor.control.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;
import stentor.speech.problem.Problem;

/**
 * Numbers and dates events, remembers the newest, and lets any number of readers follow them, each
 * at its own pace and from where it likes. The work waits for no reader, only for the {@linkplain
 * #record recorders}, which get every event before any reader does. Safe for all threads.
 */
public final class EventStream implements AutoCloseable {

  /** More than any operation tells, but for the progress of long downloads. */
  private static final int REMEMBERED = 10_000;

  private final Clock clock;
  private final List<EventSink> recorders = new CopyOnWriteArrayList<>();
  private final List<ControlEvent> remembered = new ArrayList<>();
  private long sequence;
  private boolean ended;

  /** A new stream, whose first event has number 1. */
  public EventStream(Clock clock) {
    this.clock = clock;
  }

  /** A new stream with a {@linkplain #record recorder}. */
  public EventStream(Clock clock, EventSink recorder) {
    this(clock);
    recorders.add(recorder);
  }

  /**
   * Has every event from now on recorded before it counts: the recorder gets them one after
   * another, in the order of their numbers, and what it throws is thrown to whoever told the event,
   * which then did not happen.
   *
   * @return ends that
   */
  public Recording record(EventSink recorder) {
    recorders.add(recorder);
    return () -> recorders.remove(recorder);
  }

  /** Something that is being recorded. */
  public interface Recording extends AutoCloseable {
    @Override
    void close();
  }

  /** Reads from the first event that is remembered. */
  public EventReader read() {
    return readFrom(1);
  }

  /**
   * Reads from this event on.
   *
   * @param first its number
   */
  public EventReader readFrom(long first) {
    return new EventReader(this, first);
  }

  /**
   * Hands every event to this sink, on a thread of its own.
   *
   * @return closed after the stream, it waits until the sink has had all, or for a while where the
   *     sink is stuck
   */
  public Following follow(EventSink sink) {
    return Following.start(read(), sink);
  }

  /** Tells all readers that nothing more comes. */
  @Override
  public synchronized void close() {
    ended = true;
    notifyAll();
  }

  /** Tells that an operation begins. */
  public void plan(String operation, PlanDocument plan) {
    send((number, at) -> new ControlEvent.PlanReady(number, at, operation, plan));
  }

  /** Tells that a step began. */
  public Step start(String name, String title) {
    Instant startedAt = clock.instant();
    send((number, at) -> new ControlEvent.StepStarted(number, startedAt, name, title));
    return new Step(name, title, startedAt);
  }

  /** Tells that a step is not begun. */
  public void skip(String name, String title, SkipReason reason) {
    send((number, at) -> new ControlEvent.StepSkipped(number, at, name, title, reason));
  }

  /** Tells that a step failed. */
  public void fail(String name, String title, Problem problem) {
    send((number, at) -> new ControlEvent.StepFailed(number, at, name, title, problem));
  }

  /** Tells something a person should know: one sentence without a full stop at its end. */
  public void note(String text) {
    send((number, at) -> new ControlEvent.Note(number, at, text));
  }

  /** Tells of a problem that does not end the work. */
  public void problem(Problem problem) {
    send((number, at) -> new ControlEvent.ProblemSeen(number, at, problem));
  }

  /** Tells that an operation ended. */
  public void end(String operation, OperationEnding ending) {
    send((number, at) -> new ControlEvent.OperationEnded(number, at, operation, ending));
  }

  /** Tells on what happened elsewhere, under a number of this stream. */
  public void tell(Numbered event) {
    send((number, at) -> event.numbered(number));
  }

  /** An event that has no number yet. */
  @FunctionalInterface
  public interface Numbered {
    /** The event under this number. */
    ControlEvent numbered(long number);
  }

  private interface Dated {
    ControlEvent numbered(long number, Instant at);
  }

  private synchronized void send(Dated event) {
    ControlEvent numbered = event.numbered(sequence + 1, clock.instant());
    recorders.forEach(recorder -> recorder.accept(numbered));
    sequence++;
    remembered.add(numbered);
    if (remembered.size() >= 2 * REMEMBERED) {
      remembered.subList(0, REMEMBERED).clear();
    }
    notifyAll();
  }

  /** Waits for the event of this number, or for the first after it that is remembered. */
  synchronized Optional<ControlEvent> await(long number) throws InterruptedException {
    while (sequence < number) {
      if (ended) {
        return Optional.empty();
      }
      wait();
    }
    long oldest = sequence - remembered.size() + 1;
    return Optional.of(remembered.get((int) Math.max(0, number - oldest)));
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
      send((number, at) -> new ControlEvent.StepProgressed(number, at, name, title, done, total));
    }

    /** Tells that something which it makes or removes has another state. */
    public void resource(String resource, String type, String state, String reason) {
      send(
          (number, at) ->
              new ControlEvent.ResourceChanged(
                  number, at, name, title, resource, type, state, reason));
    }

    /** Tells that it ended well. */
    public void finish() {
      send(
          (number, at) ->
              new ControlEvent.StepFinished(
                  number, at, name, title, Duration.between(startedAt, at)));
    }
  }
}
