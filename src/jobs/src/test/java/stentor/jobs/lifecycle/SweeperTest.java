package stentor.jobs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.queue.QueueException;
import stentor.jobs.queue.QueueName;
import stentor.jobs.store.FolderJobStore;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SweeperTest {

  private static final EnvironmentName TEST = new EnvironmentName("test");
  private static final QueueName SHORT = new QueueName(TEST, "noop", QueueName.Kind.SHORT);
  private static final QueueName LONG = new QueueName(TEST, "noop", QueueName.Kind.LONG);
  private static final Duration BETWEEN = Duration.ofSeconds(30);

  @TempDir Path root;
  private final SetClock clock = new SetClock(Instant.parse("2026-05-01T10:00:00Z"));
  private final Random random = new Random(7);
  private final HeldQueues queues = new HeldQueues();
  private final List<JobId> handedOver = new ArrayList<>();
  private FolderJobStore store;
  private PartDispatcher dispatcher;
  private Sweeper sweeper;

  @BeforeEach
  void open() throws IOException {
    store = FolderJobStore.in(root, clock);
    dispatcher = new PartDispatcher(TEST, store, queues, Clock.systemUTC());
    sweeper = sweeper("master-1");
  }

  @Test
  void queues_that_were_lost_with_their_process_are_filled_at_the_first_look() throws Exception {
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      jobs.add(dispatched(1));
    }
    JobId recording = dispatched(4);
    store.createResult(recording, ended(2));
    queues.loseAll();

    assertThat(sweeper.look().putBack()).isEqualTo(33);

    assertThat(queues.on(SHORT)).extracting(PartMessage::job).hasSameElementsAs(jobs);
    assertThat(queues.on(LONG)).extracting(PartMessage::part).containsExactly(0, 1, 3);
    assertThat(sweeper.look().didSomething()).isFalse();
    assertThat(sweeper.look().didSomething()).isFalse();
  }

  @Test
  void nothing_is_put_back_where_the_queues_have_it() throws Exception {
    dispatched(1);
    dispatched(3);

    assertThat(sweeper.look()).isEqualTo(new Sweep(true, 2, 0, 0, 0, 0, 0, 0));
    assertThat(sweeper.look().didSomething()).isFalse();
    assertThat(queues.on(SHORT)).hasSize(1);
    assertThat(queues.on(LONG)).hasSize(3);
  }

  @Test
  void a_message_that_is_missing_at_two_looks_is_put_back_at_the_second() throws Exception {
    JobId lost = dispatched(1);
    dispatched(1);
    sweeper.look();
    queues.lose(SHORT, 1);

    assertThat(sweeper.look().putBack()).isZero();
    assertThat(sweeper.look().putBack()).isOne();

    assertThat(queues.on(SHORT)).extracting(PartMessage::job).contains(lost);
    assertThat(sweeper.look().didSomething()).isFalse();
  }

  @Test
  void a_message_that_was_only_late_is_not_put_back() throws Exception {
    JobId late = prepared(1);
    dispatched(1);
    sweeper.look();
    dispatcher.dispatch(late, Optional.empty());

    assertThat(sweeper.look().putBack()).isZero();
    assertThat(sweeper.look().putBack()).isZero();
    assertThat(queues.on(SHORT)).hasSize(2);
  }

  @Test
  void parts_of_a_recording_that_have_ended_are_not_missed() throws Exception {
    JobId recording = dispatched(10);
    sweeper.look();
    for (int part = 0; part < 6; part++) {
      store.createResult(recording, ended(part));
    }
    queues.lose(LONG, 6);

    assertThat(sweeper.look().didSomething()).isFalse();
    assertThat(sweeper.look().didSomething()).isFalse();
    queues.lose(LONG, 1);
    sweeper.look();
    assertThat(sweeper.look().putBack()).isEqualTo(4);
  }

  @Test
  void a_recording_whose_last_worker_died_before_it_joined_is_joined() throws Exception {
    JobId recording = dispatched(2);
    sweeper.look();
    store.createResult(recording, ended(0));
    store.createResult(recording, ended(1));
    queues.loseAll();

    assertThat(sweeper.look().joined()).isOne();

    assertThat(store.outcome(recording).orElseThrow().status()).isEqualTo(Outcome.Status.SUCCEEDED);
    assertThat(store.open()).isEmpty();
  }

  @Test
  void a_short_job_and_a_silent_one_are_joined_too() throws Exception {
    JobId silent = prepared(0);
    JobId ended = dispatched(1);
    store.createResult(ended, ended(0));
    queues.loseAll();

    assertThat(sweeper.look().joined()).isEqualTo(2);

    assertThat(store.outcome(silent)).isPresent();
    assertThat(store.outcome(ended)).isPresent();
  }

  @Test
  void a_job_that_nobody_prepares_is_handed_over_at_the_second_look_and_again() throws Exception {
    JobId job = accepted();

    assertThat(sweeper.look().handedOver()).isZero();
    assertThat(sweeper.look().handedOver()).isOne();
    assertThat(sweeper.look().handedOver()).isOne();

    assertThat(handedOver).containsExactly(job, job);
  }

  @Test
  void a_marker_without_a_job_is_removed_after_an_hour_and_not_before() throws Exception {
    JobId begun = JobId.next(clock, random);
    Files.createFile(root.resolve("open").resolve(begun.toString()));

    for (int look = 0; look < Newcomers.LOOKS_BEFORE_ABANDONING; look++) {
      assertThat(sweeper.look().abandoned()).isZero();
    }
    clock.advance(Duration.ofMinutes(61));
    assertThat(sweeper.look().abandoned()).isOne();

    assertThat(store.open()).isEmpty();
    assertThat(handedOver).isEmpty();
  }

  @Test
  void a_stream_of_more_than_an_hour_that_is_being_stored_is_not_abandoned() throws Exception {
    JobId begun = JobId.next(clock, random);
    clock.advance(Duration.ofMinutes(90));
    Files.createFile(root.resolve("open").resolve(begun.toString()));

    sweeper.look();
    sweeper.look();

    assertThat(sweeper.look().abandoned()).isZero();
    assertThat(store.open()).contains(begun);
  }

  @Test
  void a_clock_that_jumps_an_hour_makes_no_job_lost_and_nobody_wait() throws Exception {
    JobId unprepared = accepted();
    JobId lost = dispatched(1);
    sweeper.look();
    queues.loseAll();
    clock.advance(Duration.ofHours(1));
    JobId justBegun = JobId.next(clock, random);
    Files.createFile(root.resolve("open").resolve(justBegun.toString()));

    sweeper.look();
    clock.advance(Duration.ofHours(-2));
    Sweep sweep = sweeper.look();

    assertThat(sweep.held()).isTrue();
    assertThat(sweep.putBack()).isOne();
    assertThat(handedOver).contains(unprepared);
    assertThat(store.open()).containsExactlyInAnyOrder(unprepared, lost, justBegun);
    assertThat(queues.on(SHORT)).extracting(PartMessage::job).containsExactly(lost);
  }

  @Test
  void after_a_clock_was_set_back_another_process_may_sweep_at_once() throws Exception {
    sweeper.look();
    clock.advance(Duration.ofHours(-1));

    assertThat(sweeper("master-2").look().held()).isTrue();
  }

  @Test
  void an_outcome_whose_maker_died_before_it_closed_the_job_is_closed() throws Exception {
    JobId cancelled = dispatched(1);
    JobId refused = accepted();
    for (JobId job : List.of(cancelled, refused)) {
      store.createOutcome(Outcome.cancelled(job, clock.instant()));
      Files.createFile(root.resolve("open").resolve(job.toString()));
    }
    queues.loseAll();

    Sweep first = sweeper.look();
    Sweep second = sweeper.look();

    assertThat(first.closed() + second.closed()).isEqualTo(2);
    assertThat(store.open()).isEmpty();
    assertThat(queues.on(SHORT)).isEmpty();
    assertThat(handedOver).isEmpty();
  }

  @Test
  void a_job_with_a_damaged_document_fails_and_the_others_go_on() throws Exception {
    JobId damaged = dispatched(1);
    JobId damagedRequest = accepted();
    JobId whole = dispatched(1);
    Files.writeString(root.resolve("jobs/" + damaged + "/prepared.json"), "{");
    Files.writeString(root.resolve("jobs/" + damagedRequest + "/request.json"), "");
    queues.loseAll();

    Sweep first = sweeper.look();
    Sweep second = sweeper.look();

    assertThat(first.failed() + second.failed()).isEqualTo(2);
    assertThat(store.outcome(damaged).orElseThrow().failure().orElseThrow().code())
        .isEqualTo("malformed_document");
    assertThat(store.outcome(damagedRequest)).isPresent();
    assertThat(store.open()).containsExactly(whole);
    assertThat(queues.on(SHORT)).extracting(PartMessage::job).containsExactly(whole);
  }

  @Test
  void one_process_sweeps_until_it_is_gone_and_then_another() throws Exception {
    Sweeper other = sweeper("master-2");

    assertThat(sweeper.look().held()).isTrue();
    assertThat(other.look()).isEqualTo(Sweep.OF_ANOTHER);
    clock.advance(BETWEEN);
    assertThat(sweeper.look().held()).isTrue();
    clock.advance(BETWEEN.multipliedBy(3));
    assertThat(other.look().held()).isTrue();
    assertThat(sweeper.look().held()).isFalse();
  }

  @Test
  void a_look_at_which_the_queues_do_not_answer_is_made_up_for_by_the_next() throws Exception {
    dispatched(1);
    queues.loseAll();
    queues.answer(false);

    assertThatThrownBy(sweeper::look).isInstanceOf(QueueException.class);
    queues.answer(true);

    assertThat(sweeper.look().putBack()).isOne();
  }

  @Test
  void looks_go_on_past_failures_until_it_is_told_to_stop() throws Exception {
    dispatched(1);
    queues.loseAll();
    queues.answer(false);
    List<Duration> pauses = new ArrayList<>();

    sweeper.run(
        () -> pauses.size() == 3,
        length -> {
          pauses.add(length);
          queues.answer(true);
        });

    assertThat(pauses).containsExactly(BETWEEN, BETWEEN, BETWEEN);
    assertThat(queues.on(SHORT)).hasSize(1);
  }

  @Test
  void an_interrupt_ends_it_and_stays() {
    sweeper.run(
        () -> false,
        length -> {
          throw new InterruptedException();
        });

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void of_many_jobs_only_those_are_put_back_that_may_be_lost() throws Exception {
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      clock.advance(Duration.ofMillis(1));
      jobs.add(dispatched(1));
    }
    sweeper.look();
    queues.lose(SHORT, 5);

    sweeper.look();
    assertThat(sweeper.look().putBack()).isEqualTo(5);

    assertThat(queues.on(SHORT))
        .extracting(PartMessage::job)
        .containsExactlyInAnyOrderElementsOf(jobs);
  }

  private Sweeper sweeper(String holder) {
    return new Sweeper(
        TEST, store, queues, request -> handedOver.add(request.id()), clock, holder, BETWEEN);
  }

  private JobId dispatched(int parts) throws IOException, InterruptedException {
    JobId job = prepared(parts);
    dispatcher.dispatch(job, Optional.empty());
    return job;
  }

  private JobId accepted() throws IOException {
    JobRequest request =
        JobRequest.transcription(
            JobId.next(clock, random),
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1);
    store.accept(request, new ByteArrayInputStream(new byte[] {1}));
    return request.id();
  }

  private JobId prepared(int parts) throws IOException {
    JobId job = accepted();
    Path audio = store.scratch().resolve("audio.wav");
    try (OutputStream out = Files.newOutputStream(audio)) {
      PreparedAudio.write(new Samples(new float[10]), out);
    }
    List<Part> planned =
        IntStream.range(0, parts)
            .mapToObj(n -> new Part(n, "noop", "en", n, n + 1, List.of(new Utterance(n, n + 1))))
            .toList();
    boolean _ =
        store.putPrepared(
            job,
            audio,
            new PreparedJob(
                JobRequest.SCHEMA,
                clock.instant(),
                1,
                "noop",
                "1",
                planned,
                new LanguageDecision("en", "only", List.of()),
                List.of()));
    return job;
  }

  private PartResult ended(int part) {
    return new PartResult(
        JobRequest.SCHEMA,
        part,
        "noop",
        "1",
        1,
        clock.instant(),
        clock.instant(),
        List.of(),
        Optional.empty());
  }

  /** A clock that a test sets. */
  private static final class SetClock extends Clock {
    private Instant now;

    private SetClock(Instant now) {
      this.now = now;
    }

    private synchronized void advance(Duration length) {
      now = now.plus(length);
    }

    @Override
    public synchronized Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
