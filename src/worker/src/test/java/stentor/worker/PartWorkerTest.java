package stentor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.Recognition;
import stentor.jobs.store.FolderJobStore;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;
import stentor.worker.health.EngineWatch;
import stentor.worker.health.WatchedEngine;

/** A worker on a real store, with an engine and a lease of the test's own. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PartWorkerTest {

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path root;
  private final Stopping stopping = new Stopping();
  private final ScriptedEngine engine = new ScriptedEngine();
  private final AtomicLong nanos = new AtomicLong(77);
  private final List<PartEvent> events = new ArrayList<>();
  private Clock wall = CLOCK;
  private FolderJobStore store;
  private PartWorker worker;

  @BeforeEach
  void start() throws IOException {
    store = FolderJobStore.in(root, CLOCK);
    worker = newWorker(stopping);
  }

  @Test
  void the_last_part_ends_the_job_with_segments_at_their_place() throws IOException {
    JobId job = job(2);
    RecordedLease first = lease(job, 0);
    RecordedLease second = lease(job, 1);

    worker.work(first);
    assertThat(store.outcome(job)).isEmpty();
    worker.work(second);

    assertThat(first.calls).containsExactly("delete");
    assertThat(second.calls).containsExactly("delete");
    Transcript transcript = store.outcome(job).orElseThrow().transcript().orElseThrow();
    assertThat(transcript.text()).isEqualTo("words words");
    assertThat(transcript.segments())
        .extracting(Segment::start, Segment::end)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0.1, 0.9),
            org.assertj.core.groups.Tuple.tuple(1.1, 1.9));
    assertThat(transcript.segments().get(1).words())
        .allSatisfy(
            word -> {
              assertThat(word.start()).isBetween(1.1, 1.9);
              assertThat(word.estimated()).isTrue();
            });
  }

  @Test
  void a_message_that_comes_twice_does_nothing_the_second_time() throws IOException {
    JobId job = job(1);
    worker.work(lease(job, 0));
    RecordedLease again = lease(job, 0);

    worker.work(again);

    assertThat(again.calls).containsExactly("delete");
    assertThat(engine.calls).isEqualTo(1);
    assertThat(store.attempts(job, 0)).hasSize(1);
  }

  @Test
  void a_message_of_a_job_that_is_gone_is_deleted() {
    RecordedLease lease = lease(JobId.next(CLOCK, new Random(5)), 0);

    worker.work(lease);

    assertThat(lease.calls).containsExactly("delete");
  }

  @Test
  void an_engine_that_breaks_ends_this_worker_and_hands_the_part_back() throws IOException {
    JobId job = job(1);
    engine.breaks = true;
    RecordedLease lease = lease(job, 0);

    assertThatThrownBy(() -> worker.work(lease)).isInstanceOf(EngineException.class);

    assertThat(lease.calls).containsExactly("release");
    assertThat(store.attempts(job, 0))
        .extracting(attempt -> attempt.failure().map(Failure::code))
        .containsExactly(Optional.of("recognition_failed"));
  }

  @Test
  void after_three_attempts_the_part_ends_with_its_reason() throws IOException {
    JobId job = job(1);
    engine.breaks = true;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> worker.work(lease(job, 0))).isInstanceOf(EngineException.class);
    }
    RecordedLease fourth = lease(job, 0);

    worker.work(fourth);

    assertThat(fourth.calls).containsExactly("delete");
    assertThat(engine.calls).isEqualTo(3);
    Outcome outcome = store.outcome(job).orElseThrow();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
    assertThat(outcome.attempts()).isEqualTo(3);
    assertThat(outcome.failure().orElseThrow().code()).isEqualTo("recognition_failed");
  }

  @Test
  void a_part_over_which_workers_die_silently_is_given_up_too() throws IOException {
    JobId job = job(1);
    for (int i = 0; i < 3; i++) {
      store.beginAttempt(job, 0, "a-worker-that-died");
    }
    worker.work(lease(job, 0));
    assertThat(store.ended(job)).isEmpty();

    pass(Duration.ofSeconds(61));
    worker.work(lease(job, 0));

    assertThat(store.outcome(job).orElseThrow().failure().orElseThrow().code())
        .isEqualTo("worker_died");
  }

  @Test
  void an_hour_back_does_not_make_a_part_wait_an_hour() throws IOException {
    JobId job = job(1);
    for (int i = 0; i < 3; i++) {
      store.beginAttempt(job, 0, "a-worker-that-died");
    }
    wall = Clock.offset(CLOCK, Duration.ofHours(-1));
    worker = newWorker(stopping);

    worker.work(lease(job, 0));
    pass(Duration.ofSeconds(61));
    worker.work(lease(job, 0));

    assertThat(store.outcome(job)).isPresent();
  }

  @Test
  void an_hour_forward_does_not_give_up_what_others_are_working_on() throws IOException {
    JobId job = job(1);
    for (int i = 0; i < 3; i++) {
      store.beginAttempt(job, 0, "a-worker-at-work");
    }
    wall = Clock.offset(CLOCK, Duration.ofHours(1));
    worker = newWorker(stopping);
    RecordedLease lease = lease(job, 0);

    worker.work(lease);

    assertThat(lease.calls).containsExactly("extend");
    assertThat(store.attempts(job, 0)).hasSize(3);
    assertThat(store.ended(job)).isEmpty();
  }

  @Test
  void a_cancelled_job_is_noticed_while_it_is_recognised_though_the_clock_was_set_back()
      throws IOException {
    JobId job = job(1);
    engine.onCall =
        () -> {
          wall = Clock.offset(CLOCK, Duration.ofHours(-1));
          pass(Duration.ofSeconds(1));
          try {
            store.createOutcome(Outcome.cancelled(job, CLOCK.instant()));
          } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
          }
        };
    RecordedLease lease = lease(job, 0);

    worker.work(lease);

    assertThat(lease.calls).containsExactly("delete");
    assertThat(store.attempts(job, 0)).isEmpty();
  }

  @Test
  void a_part_that_is_given_up_is_told_after_its_result_was_written() throws IOException {
    JobId job = job(1);
    engine.breaks = true;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> worker.work(lease(job, 0))).isInstanceOf(EngineException.class);
    }
    worker.work(lease(job, 0));

    assertThat(events)
        .filteredOn(PartEvent.GivenUp.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              DeadLetter letter = ((PartEvent.GivenUp) event).letter();
              assertThat(letter.job()).isEqualTo(job);
              assertThat(letter.attempts()).isEqualTo(3);
              assertThat(letter.reason().code()).isEqualTo("recognition_failed");
            });
    assertThat(store.result(job, 0).orElseThrow().failure()).isPresent();
  }

  @Test
  void all_that_happens_to_a_part_is_told_in_its_order() throws IOException {
    JobId job = job(1);

    worker.work(lease(job, 0));

    assertThat(events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("Leased", "Attempted", "Recognised", "Ended", "LetGo");
    assertThat(((PartEvent.Ended) events.get(3)).jobEnded()).isTrue();
    assertThat(((PartEvent.Recognised) events.get(2)).audioSeconds()).isEqualTo(1.0);
    assertThat(((PartEvent.Recognised) events.get(2)).waitedSeconds()).isNotNegative();
  }

  @Test
  void a_part_on_which_three_workers_may_still_be_working_is_not_given_up() throws IOException {
    JobId job = job(1);
    for (int i = 0; i < 3; i++) {
      store.beginAttempt(job, 0, "a-worker-at-work");
    }
    RecordedLease lease = lease(job, 0);

    worker.work(lease);

    assertThat(lease.calls).containsExactly("extend");
    assertThat(store.ended(job)).isEmpty();
  }

  @Test
  void a_job_whose_documents_are_damaged_fails_and_the_worker_goes_on() throws IOException {
    JobId job = job(1);
    Files.writeString(
        root.resolve("jobs").resolve(job.toString()).resolve("prepared.json"), "{damaged");
    RecordedLease lease = lease(job, 0);

    worker.work(lease);

    assertThat(lease.calls).containsExactly("delete");
    assertThat(store.outcome(job).orElseThrow().failure().orElseThrow().code())
        .isEqualTo("malformed_document");
  }

  @Test
  void a_defect_is_the_attempts_reason_and_ends_the_worker() throws IOException {
    JobId job = job(1);
    engine.onCall =
        () -> {
          throw new IllegalStateException("a defect");
        };

    assertThatThrownBy(() -> worker.work(lease(job, 0))).isInstanceOf(IllegalStateException.class);

    assertThat(store.attempts(job, 0))
        .extracting(attempt -> attempt.failure().map(Failure::code))
        .containsExactly(Optional.of("internal_error"));
  }

  @Test
  void leaving_hands_the_part_back_and_counts_no_attempt() throws IOException {
    JobId job = job(1);
    engine.onCall = stopping::leave;
    RecordedLease lease = lease(job, 0);

    worker.work(lease);

    assertThat(lease.calls).containsExactly("release");
    assertThat(store.attempts(job, 0)).isEmpty();
    assertThat(store.ended(job)).isEmpty();
  }

  @Test
  void draining_finishes_the_part() throws IOException {
    JobId job = job(1);
    engine.onCall = stopping::drain;

    worker.work(lease(job, 0));

    assertThat(store.outcome(job)).isPresent();
  }

  @Test
  void a_job_that_was_cancelled_is_not_recognised() throws IOException {
    JobId job = job(1);
    store.createOutcome(Outcome.cancelled(job, CLOCK.instant()));
    RecordedLease lease = lease(job, 0);

    worker.work(lease);

    assertThat(engine.calls).isZero();
    assertThat(lease.calls).containsExactly("delete");
    assertThat(store.outcome(job).orElseThrow().status()).isEqualTo(Outcome.Status.CANCELLED);
  }

  @Test
  void stored_audio_that_is_damaged_fails_the_part_and_not_the_worker() throws IOException {
    JobId job = job(1);
    Path audio = root.resolve("jobs").resolve(job.toString()).resolve("prepared.wav");
    Files.write(audio, new byte[10]);
    for (int i = 0; i < 4; i++) {
      worker.work(lease(job, 0));
    }

    assertThat(store.outcome(job).orElseThrow().failure().orElseThrow().code())
        .isEqualTo("stored_audio_damaged");
  }

  private PartWorker newWorker(Stopping told) {
    ModelDocument model =
        new ModelDocument(
            1,
            "test-model",
            "1",
            "Test",
            ModelTask.TRANSCRIBE,
            "scripted",
            List.of("en"),
            "MIT",
            "",
            16_000,
            List.of(new ModelFile("none", 0, "0".repeat(64))));
    EngineWatch watch = new EngineWatch(nanos::get, () -> {});
    return new PartWorker(
        "worker-1",
        model,
        new PartRecogniser(new WatchedEngine(engine, watch, nanos::get)),
        store,
        new Clocks(wall, nanos::get),
        told,
        events::add,
        () -> {});
  }

  /** A job of parts of one second, each with one utterance of 0.8 s. */
  private JobId job(int parts) throws IOException {
    JobRequest request =
        JobRequest.transcription(
            JobId.next(CLOCK, new Random(11)),
            CLOCK.instant(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1);
    store.accept(request, new ByteArrayInputStream(new byte[] {1}));
    Path audio = store.scratch().resolve("audio.wav");
    try (OutputStream out = Files.newOutputStream(audio)) {
      PreparedAudio.write(new Samples(new float[16_000 * parts]), out);
    }
    List<Part> planned = new ArrayList<>();
    for (int n = 0; n < parts; n++) {
      long from = n * 16_000L;
      planned.add(
          new Part(
              n,
              "test-model",
              "en",
              from,
              from + 16_000,
              List.of(new Utterance(from + 1_600, from + 14_400))));
    }
    boolean _ =
        store.putPrepared(
            request.id(),
            audio,
            new PreparedJob(
                JobRequest.SCHEMA,
                CLOCK.instant(),
                parts,
                "test-model",
                "1",
                planned,
                new LanguageDecision("en", "only", List.of()),
                List.of()));
    return request.id();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static RecordedLease lease(JobId job, int part) {
    return new RecordedLease(new PartMessage(job, part));
  }

  /** Says "words" to everything, or breaks. */
  private static final class ScriptedEngine implements Engine {
    private boolean breaks;
    private Runnable onCall = () -> {};
    private int calls;

    @Override
    public EngineDescription describe() {
      return new EngineDescription("scripted", 1, 30);
    }

    @Override
    public Recognition recognise(Samples part, Span utterance, Cancellation cancellation) {
      calls++;
      onCall.run();
      cancellation.check();
      if (breaks) {
        throw new EngineException(new EngineProblem.RecognitionBroke("scripted", "as it was told"));
      }
      return Recognition.of("words");
    }

    @Override
    public void close() {}
  }
}
