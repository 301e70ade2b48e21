package stentor.master.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import stentor.jobs.lifecycle.JobJoiner;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.QueueProblem;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.PartResult;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Token;
import stentor.speech.transcript.Word;

/** A queue behind which workers answer "hello world" to every part before {@code send} returns. */
final class InstantWorkers implements WorkQueue {

  private final JobStore store;
  private final JobJoiner joiner;
  private final Clock clock;
  private Optional<Failure> failure = Optional.empty();
  private int failures;
  private boolean silent;
  private List<Token> pieces = List.of();
  private Consumer<PartMessage> told = message -> {};

  InstantWorkers(JobStore store, JobJoiner joiner, Clock clock) {
    this.store = store;
    this.joiner = joiner;
    this.clock = clock;
  }

  void failWith(Failure reason) {
    failure = Optional.of(reason);
  }

  void recover() {
    failure = Optional.empty();
  }

  void answerNothing() {
    silent = true;
  }

  /** Tells of every message, after its part has ended. */
  void tell(Consumer<PartMessage> of) {
    told = of;
  }

  /** From now on results tell of the engine's pieces. */
  void tellPieces() {
    pieces = List.of(new Token(7, " hé", -0.5));
  }

  void failToSend(int times) {
    failures = times;
  }

  @Override
  public void ensure(QueueName queue) {}

  @Override
  public void send(QueueName queue, List<PartMessage> messages) {
    if (failures > 0) {
      failures--;
      throw new QueueException(
          new QueueProblem.Unavailable(queue.toString(), "as it was told"),
          new IllegalStateException());
    }
    if (silent) {
      return;
    }
    try {
      for (PartMessage message : messages) {
        answer(message.job(), message.part());
        told.accept(message);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Ends one part, and the job with its last. */
  void answer(JobId job, int part) throws IOException {
    store.createResult(job, result(part));
    joiner.joinIfDone(job);
  }

  private PartResult result(int part) {
    List<Word> words =
        List.of(
            new Word("hello", 1, 1.4, OptionalDouble.empty(), true),
            new Word("world", 1.5, 2, OptionalDouble.empty(), true));
    Segment segment =
        new Segment(1, 2, "hello world", "en", words, pieces, OptionalDouble.empty(), false);
    return new PartResult(
        JobRequest.SCHEMA,
        part,
        "tiny-en",
        "1",
        1,
        clock.instant(),
        clock.instant(),
        failure.isPresent() ? List.of() : List.of(segment),
        failure);
  }

  @Override
  public void sendDead(QueueName dead, DeadLetter letter) {}

  @Override
  public Optional<Lease> receive(QueueName queue, Duration wait, Duration visibilityTimeout) {
    return Optional.empty();
  }

  @Override
  public Depth depth(QueueName queue) {
    return new Depth(0, 0, 0);
  }
}
