package stentor.app.transcribe;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import stentor.control.Endpoint;
import stentor.control.Environments;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventSink;
import stentor.control.master.JobEvent;
import stentor.control.master.JobSubmission;
import stentor.control.master.MasterClient;
import stentor.control.plan.Pause;
import stentor.control.problem.ControlException;
import stentor.control.transcribe.Recording;
import stentor.control.transcribe.Sending;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.openai.VerboseTranscription;
import stentor.protocol.openai.VerboseTranscription.Extras;

/**
 * Transcribes by environments: sends a recording as a job, and follows it. Where the environment is
 * not up, the first recording starts it for a while and the others wait for that one.
 */
public final class EnvironmentTranscriber implements Transcriber {

  private final Environments environments;
  private final Masters masters;
  private final Clock clock;
  private final RandomGenerator random;
  private final Pause pause;
  private final ReentrantLock starting = new ReentrantLock();

  /** Transcribes by these environments. */
  public EnvironmentTranscriber(
      Environments environments,
      Masters masters,
      Clock clock,
      RandomGenerator random,
      Pause pause) {
    this.environments = environments;
    this.masters = masters;
    this.clock = clock;
    this.random = random;
    this.pause = pause;
  }

  @Override
  public Transcribed transcribe(Wish wish, Consumer<RecordingState> told)
      throws InterruptedException {
    Recording recording = new Recording(wish.file().toString(), wish.file());
    recording
        .problem()
        .ifPresent(
            problem -> {
              throw new ControlException(problem);
            });
    MasterClient master = masters.of(wish.environment(), endpoint(wish, told));
    Instant began = clock.instant();
    JobId id = JobId.next(clock, random);
    Sending sending =
        new Sending(
            master,
            () -> {
              Endpoint _ = environments.endpoint(wish.environment(), starting(told));
            },
            pause,
            why -> told.accept(new RecordingState.SendingAgain(why)));
    JobDocument job;
    try {
      job = sending.send(recording, () -> submitted(master, id, wish, told));
      job = sending.send(recording, () -> followed(master, id, told));
    } catch (InterruptedException unwanted) {
      master.abandon(id);
      throw unwanted;
    }
    return transcribed(wish, job, began);
  }

  /** One starts it; the others find it started. */
  private Endpoint endpoint(Wish wish, Consumer<RecordingState> told) throws InterruptedException {
    starting.lockInterruptibly();
    try {
      return environments.endpointOrStart(wish.environment(), Optional.empty(), starting(told));
    } finally {
      starting.unlock();
    }
  }

  private static EventSink starting(Consumer<RecordingState> told) {
    return event -> started(event).ifPresent(state -> told.accept(state));
  }

  private static Optional<RecordingState> started(ControlEvent event) {
    return switch (event) {
      case ControlEvent.StepStarted step ->
          Optional.of(new RecordingState.Starting(step.title(), 0, 0));
      case ControlEvent.StepProgressed step ->
          Optional.of(new RecordingState.Starting(step.title(), step.done(), step.total()));
      case ControlEvent.PlanReady _,
          ControlEvent.ResourceChanged _,
          ControlEvent.StepFinished _,
          ControlEvent.StepFailed _,
          ControlEvent.StepSkipped _,
          ControlEvent.Note _,
          ControlEvent.ProblemSeen _,
          ControlEvent.OperationEnded _ ->
          Optional.empty();
    };
  }

  private static JobDocument submitted(
      MasterClient master, JobId id, Wish wish, Consumer<RecordingState> told)
      throws InterruptedException {
    long total = wish.file().toFile().length();
    told.accept(new RecordingState.Uploading(0, total));
    return master.submit(
        new JobSubmission(id, wish.file(), wish.options()),
        sent -> told.accept(new RecordingState.Uploading(sent, Math.max(sent, total))));
  }

  private static JobDocument followed(MasterClient master, JobId id, Consumer<RecordingState> told)
      throws InterruptedException {
    master.events(
        id,
        0,
        event -> {
          switch (event) {
            case JobEvent.Queued _ -> told.accept(new RecordingState.Queued());
            case JobEvent.Started _ -> told.accept(new RecordingState.Recognising(0, 0));
            case JobEvent.Progressed progress ->
                told.accept(new RecordingState.Recognising(progress.done(), progress.total()));
            case JobEvent.Partial _, JobEvent.Ended _ -> {}
          }
        });
    return master.job(id);
  }

  private Transcribed transcribed(Wish wish, JobDocument job, Instant began) {
    return switch (job.status()) {
      case SUCCEEDED -> {
        VerboseTranscription result =
            job.result()
                .orElseThrow(
                    () ->
                        new TranscribeException(
                            new TranscribeProblem.NoTranscript(wish.environment())));
        Path file = wish.file();
        yield new Transcribed(
            file,
            wish.environment(),
            Optional.of(job.id()),
            clock.instant(),
            took(result, began),
            result);
      }
      case FAILED -> {
        Failure failure =
            job.error().orElseGet(() -> new Failure("job_failed", "It could not be transcribed"));
        throw new TranscribeException(
            new TranscribeProblem.JobFailed(failure.code(), failure.message()));
      }
      case CANCELLED, QUEUED, RUNNING ->
          throw new TranscribeException(
              new TranscribeProblem.CancelledElsewhere(wish.environment()));
    };
  }

  /** By the master's clock, which began at acceptance; by this one where it does not tell. */
  private Duration took(VerboseTranscription result, Instant began) {
    return result
        .stentor()
        .map(Extras::timings)
        .map(timings -> Duration.ofNanos((long) (timings.total() * 1e9)))
        .orElseGet(() -> Duration.between(began, clock.instant()));
  }
}
