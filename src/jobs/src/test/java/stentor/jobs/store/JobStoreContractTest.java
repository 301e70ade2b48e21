package stentor.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.Failure;
import stentor.protocol.job.Hints;
import stentor.protocol.job.IdempotencyClaim;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.NewestJob;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.protocol.job.Reference;
import stentor.protocol.job.Score;
import stentor.protocol.job.ScoreDocument;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.score.WordErrorRate;

/** What every job store promises, whatever it is made of. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class JobStoreContractTest {

  static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String KEY = "ab".repeat(32);
  static final String RECORDING = "cd".repeat(32);

  final Random random = new Random(1);
  private JobStore store;

  /** The store of this test as another process would open it, with its clock standing still. */
  abstract JobStore open(Clock clock) throws IOException;

  /** Writes a document past the store, as whoever damages it. */
  abstract void damage(String name, byte[] content) throws IOException;

  /** The names of all documents in the store. */
  abstract List<String> documents() throws IOException;

  static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  @BeforeEach
  void openStore() throws IOException {
    store = open(at(NOW));
  }

  @Test
  void an_accepted_job_is_there_for_another_process_with_its_audio() throws IOException {
    JobRequest request = accept(new byte[] {1, 2, 3});

    JobStore other = open(at(NOW));

    assertThat(other.request(request.id())).contains(request);
    assertThat(other.open()).containsExactly(request.id());
    try (JobStore.LocalFile audio = other.audio(request.id())) {
      assertThat(audio.path()).hasBinaryContent(new byte[] {1, 2, 3});
    }
  }

  @Test
  void audio_of_many_megabytes_is_kept_as_it_came() throws IOException {
    byte[] audio = new byte[9 << 20];
    random.nextBytes(audio);

    JobRequest request = accept(audio);

    try (JobStore.LocalFile copy = store.audio(request.id())) {
      assertThat(Files.mismatch(copy.path(), Files.write(store.scratch().resolve("a"), audio)))
          .isEqualTo(-1);
    }
  }

  @Test
  void a_job_whose_audio_breaks_off_was_never_accepted_and_leaves_nothing() throws IOException {
    JobRequest request = request();

    assertThatThrownBy(() -> store.accept(request, new Broken()))
        .isInstanceOf(IOException.class)
        .hasMessage("the client went away");

    assertThat(store.open()).isEmpty();
    assertThat(store.request(request.id())).isEmpty();
    assertThat(documents()).isEmpty();
    assertThat(store.scratch()).isEmptyDirectory();
  }

  @Test
  void one_job_that_two_masters_accept_at_once_is_whole_though_a_third_one_fails()
      throws Exception {
    JobRequest request = request();
    store.accept(request, new ByteArrayInputStream(new byte[] {1, 2}));

    assertThatThrownBy(() -> open(at(NOW)).accept(request, new Broken()))
        .isInstanceOf(IOException.class);
    List<Boolean> accepted =
        atOnce(
            4,
            n -> {
              open(at(NOW)).accept(request, new ByteArrayInputStream(new byte[] {1, 2}));
              return true;
            });

    assertThat(accepted).hasSize(4);
    assertThat(store.request(request.id())).contains(request);
    assertThat(store.open()).containsExactly(request.id());
    try (JobStore.LocalFile audio = store.audio(request.id())) {
      assertThat(audio.path()).hasBinaryContent(new byte[] {1, 2});
    }
  }

  @Test
  void what_was_begun_and_never_accepted_is_removed_and_what_was_accepted_is_not()
      throws IOException {
    JobId begun = JobId.next(at(NOW), random);
    damage("open/" + begun, new byte[0]);
    damage("jobs/" + begun + "/audio", new byte[] {1});
    JobRequest accepted = accept(new byte[] {1});

    store.abandon(begun);
    store.abandon(accepted.id());

    assertThat(store.open()).containsExactly(accepted.id());
    assertThat(store.request(accepted.id())).isPresent();
    assertThat(documents()).noneMatch(name -> name.contains(begun.toString()));
  }

  @Test
  void an_unknown_job_has_no_request_and_no_audio() throws IOException {
    JobId unknown = JobId.next(at(NOW), random);

    assertThat(store.request(unknown)).isEmpty();
    assertThat(store.outcome(unknown)).isEmpty();
    assertThat(store.ended(unknown)).isEmpty();
    assertThat(store.attempts(unknown, 0)).isEmpty();
    assertThatThrownBy(() -> store.audio(unknown)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store.preparedAudio(unknown)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store.samples(unknown, 0, 1)).isInstanceOf(NoSuchFileException.class);
    assertThat(store.scratch()).isEmptyDirectory();
  }

  @Test
  void of_many_outcomes_at_once_exactly_one_is_made_and_stays() throws Exception {
    JobId job = accept(new byte[] {1}).id();

    List<Boolean> made =
        atOnce(
            16,
            n ->
                open(at(NOW))
                    .createOutcome(
                        Outcome.failed(job, NOW, new Failure("rival_" + n, "I was first."))));

    assertThat(made).containsOnlyOnce(true);
    assertThat(store.outcome(job).orElseThrow().failure().orElseThrow().code())
        .isEqualTo("rival_" + made.indexOf(true));
    assertThat(store.open()).isEmpty();
  }

  @Test
  void a_job_with_an_outcome_is_not_open_even_where_its_maker_died_before_closing_it()
      throws IOException {
    JobId job = accept(new byte[] {1}).id();
    store.createOutcome(Outcome.cancelled(job, NOW));
    damage("open/" + job, new byte[0]);

    boolean made = store.createOutcome(Outcome.cancelled(job, NOW));

    assertThat(made).isFalse();
    assertThat(store.open()).isEmpty();
  }

  @Test
  void only_a_job_with_an_outcome_is_closed() throws IOException {
    JobId ended = accept(new byte[] {1}).id();
    JobId open = accept(new byte[] {1}).id();
    store.createOutcome(Outcome.cancelled(ended, NOW));
    damage("open/" + ended, new byte[0]);

    assertThat(store.closeEnded(open)).isFalse();
    assertThat(store.closeEnded(ended)).isTrue();

    assertThat(store.open()).containsExactly(open);
  }

  @Test
  void open_jobs_are_told_oldest_first() throws IOException {
    JobId last = accept(at(NOW.plusMillis(2))).id();
    JobId first = accept(at(NOW)).id();
    JobId second = accept(at(NOW.plusMillis(1))).id();

    assertThat(store.open()).containsExactly(first, second, last);
  }

  @Test
  void prepared_audio_is_read_back_sample_by_sample() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    float[] samples = new float[100_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (i % 60_000 - 30_000) / 32768f;
    }
    Path scratch = store.scratch().resolve("prepared.wav");
    try (OutputStream out = Files.newOutputStream(scratch)) {
      PreparedAudio.write(new Samples(samples), out);
    }
    PreparedJob prepared = prepared(100_000);

    assertThat(store.putPrepared(job, scratch, prepared)).isTrue();

    assertThat(scratch).doesNotExist();
    assertThat(store.prepared(job)).contains(prepared);
    assertThat(store.samples(job, 10, 20).array())
        .containsExactly(Arrays.copyOfRange(samples, 10, 20));
    assertThat(store.samples(job, 10_000, 100_000).array())
        .containsExactly(Arrays.copyOfRange(samples, 10_000, 100_000));
    assertThat(store.samples(job, 7, 7).length()).isZero();
    try (JobStore.LocalFile copy = store.preparedAudio(job)) {
      assertThat(PreparedAudio.open(copy.path()).length()).isEqualTo(100_000);
    }
  }

  @Test
  void work_that_was_made_of_a_job_stays_as_who_came_first_made_it() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    for (int samples : List.of(100, 200)) {
      Path scratch = store.scratch().resolve("prepared.wav");
      try (OutputStream out = Files.newOutputStream(scratch)) {
        PreparedAudio.write(new Samples(new float[200]), out);
      }
      assertThat(store.putPrepared(job, scratch, prepared(samples))).isEqualTo(samples == 100);
      assertThat(scratch).doesNotExist();
    }

    assertThat(store.prepared(job)).contains(prepared(100));
  }

  @Test
  void prepared_audio_that_was_cut_short_is_a_problem_of_the_audio() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    Path scratch = store.scratch().resolve("prepared.wav");
    try (OutputStream out = Files.newOutputStream(scratch)) {
      PreparedAudio.write(new Samples(new float[100]), out);
    }
    byte[] whole = Files.readAllBytes(scratch);
    assertThat(store.putPrepared(job, scratch, prepared(100))).isTrue();
    damage("jobs/" + job + "/prepared.wav", Arrays.copyOf(whole, 144));

    assertThatThrownBy(() -> store.samples(job, 40, 60)).isInstanceOf(AudioException.class);
    assertThatThrownBy(() -> store.samples(job, 80, 90)).isInstanceOf(AudioException.class);
  }

  @Test
  void attempts_are_numbered_and_keep_their_reasons_and_a_withdrawn_one_is_none()
      throws IOException {
    JobId job = accept(new byte[] {1}).id();
    Attempt first = store.beginAttempt(job, 3, "worker-1");
    Attempt second = store.beginAttempt(job, 3, "worker-2");
    store.failAttempt(job, 3, first, new Failure("recognition_failed", "It broke."));
    store.withdrawAttempt(job, 3, second);
    store.beginAttempt(job, 31, "worker-1");

    assertThat(store.begun(job)).containsOnly(entry(3, 1), entry(31, 1));
    assertThat(store.attempts(job, 3))
        .extracting(Attempt::number, attempt -> attempt.failure().map(Failure::code))
        .containsExactly(tuple(1, Optional.of("recognition_failed")));
  }

  @Test
  void attempts_that_begin_at_once_have_numbers_of_their_own() throws Exception {
    JobId job = accept(new byte[] {1}).id();

    List<Integer> numbers =
        atOnce(8, n -> open(at(NOW)).beginAttempt(job, 0, "worker-" + n).number());

    assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void results_count_as_ended_and_the_first_one_stays() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    store.beginAttempt(job, 0, "worker-1");

    assertThat(store.createResult(job, result(0, 1))).isTrue();
    assertThat(store.createResult(job, result(0, 2))).isFalse();
    assertThat(store.createResult(job, result(12, 1))).isTrue();

    assertThat(store.ended(job)).containsExactly(0, 12);
    assertThat(store.result(job, 0).orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void a_damaged_document_is_told_as_such() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    damage("jobs/" + job + "/request.json", new byte[] {'{'});
    damage("jobs/" + job + "/prepared.json", new byte[0]);

    assertThatThrownBy(() -> store.request(job)).isInstanceOf(DocumentException.class);
    assertThatThrownBy(() -> store.prepared(job)).isInstanceOf(DocumentException.class);
    assertThat(store.open()).containsExactly(job);
  }

  @Test
  void of_many_claims_of_a_key_one_holds_for_all() throws Exception {
    List<IdempotencyClaim> answers =
        atOnce(
            8,
            n -> open(at(NOW)).claim(KEY, new IdempotencyClaim(1, jobAt(NOW), "fingerprint" + n)));

    assertThat(answers).containsOnly(answers.getFirst());
    assertThat(store.claim(KEY, new IdempotencyClaim(1, jobAt(NOW), "late")))
        .isEqualTo(answers.getFirst());
  }

  @Test
  void an_erased_job_is_gone_with_its_key_and_the_key_is_free() throws IOException {
    JobRequest request = accept(Optional.of(KEY), Optional.of(URI.create("http://x/")));
    store.claim(KEY, new IdempotencyClaim(1, request.id(), "f"));
    store.createResult(request.id(), result(0, 1));
    store.createOutcome(Outcome.cancelled(request.id(), NOW));
    IdempotencyClaim next = new IdempotencyClaim(1, jobAt(NOW), "g");

    store.erase(request.id());

    assertThat(documents()).isEmpty();
    assertThat(store.newest(10, Optional.empty())).isEmpty();
    assertThat(store.claim(KEY, next)).isEqualTo(next);
    store.erase(request.id());
  }

  @Test
  void erasing_a_job_leaves_a_key_that_another_job_has_got() throws IOException {
    JobRequest request = accept(Optional.of(KEY), Optional.empty());
    IdempotencyClaim other = store.claim(KEY, new IdempotencyClaim(1, jobAt(NOW), "g"));
    store.createOutcome(Outcome.cancelled(request.id(), NOW));

    store.erase(request.id());

    assertThat(store.claim(KEY, new IdempotencyClaim(1, jobAt(NOW), "h"))).isEqualTo(other);
  }

  @Test
  void a_reference_that_comes_after_jobs_is_the_newest_ones_and_a_later_one_takes_its_place()
      throws IOException {
    JobRequest first = accept(RECORDING);
    JobRequest second = accept(RECORDING);

    store.refer(RECORDING, reference("one"));
    assertThat(store.reference(second)).contains(reference("one"));
    store.refer(RECORDING, reference("two"));

    assertThat(open(at(NOW)).reference(second)).contains(reference("two"));
    assertThat(store.reference(first)).isEmpty();
    assertThat(store.reference(accept(RECORDING))).isEmpty();
    assertThat(store.reference(accept(new byte[] {1}))).isEmpty();
  }

  @Test
  void a_reference_waits_for_the_first_job_and_is_no_other_ones() throws IOException {
    store.refer(RECORDING, reference("one"));
    store.refer(RECORDING, reference("two"));

    JobRequest other = accept("ef".repeat(32));
    JobRequest first = accept(RECORDING);
    JobRequest second = accept(RECORDING);

    assertThat(store.reference(first)).contains(reference("two"));
    assertThat(store.reference(second)).isEmpty();
    assertThat(store.reference(other)).isEmpty();
  }

  @Test
  void a_reference_that_waits_while_its_jobs_master_dies_is_found_by_who_asks() throws IOException {
    JobRequest job = accept(RECORDING);
    damage(
        "recordings/" + RECORDING + ".reference.json",
        Documents.writeReadable(reference("left behind")));

    assertThat(store.reference(job)).contains(reference("left behind"));
    assertThat(documents()).noneMatch(name -> name.endsWith(RECORDING + ".reference.json"));
  }

  @Test
  void of_a_reference_and_a_job_at_once_each_finds_the_other() throws Exception {
    for (int round = 0; round < 10; round++) {
      String recording = "%064x".formatted(round);
      Reference reference = reference("round " + round);
      List<Optional<JobRequest>> made =
          atOnce(
              2,
              n -> {
                if (n == 0) {
                  return Optional.of(accept(recording));
                }
                store.refer(recording, reference);
                return Optional.empty();
              });

      assertThat(store.reference(made.getFirst().orElseThrow())).contains(reference);
    }
  }

  @Test
  void a_damaged_reference_keeps_no_job_from_being_accepted() throws IOException {
    store.refer(RECORDING, reference("one"));
    damage("recordings/" + RECORDING + ".reference.json", new byte[] {'{'});

    JobRequest job = accept(RECORDING);

    assertThat(store.open()).containsExactly(job.id());
    store.refer(RECORDING, reference("two"));
    assertThat(store.reference(job)).contains(reference("two"));
  }

  @Test
  void a_job_whose_master_died_before_it_was_accepted_leaves_its_recording_to_the_one_before()
      throws IOException {
    JobRequest accepted = accept(RECORDING);
    damage(
        "recordings/" + RECORDING + ".json",
        Documents.writeReadable(
            new NewestJob(JobRequest.SCHEMA, jobAt(NOW), Optional.of(accepted.id()))));

    store.refer(RECORDING, reference("one"));

    assertThat(store.reference(accepted)).contains(reference("one"));
    JobRequest next = accept(RECORDING);
    assertThat(store.reference(next)).isEmpty();
    store.refer(RECORDING, reference("two"));
    assertThat(store.reference(next)).contains(reference("two"));
    assertThat(store.reference(accepted)).contains(reference("one"));
  }

  @Test
  void a_job_that_was_accepted_before_its_recording_was_named_anew_is_erased_with_the_name()
      throws IOException {
    JobRequest accepted = accept(RECORDING);
    damage(
        "recordings/" + RECORDING + ".json",
        Documents.writeReadable(
            new NewestJob(JobRequest.SCHEMA, jobAt(NOW), Optional.of(accepted.id()))));
    store.createOutcome(Outcome.cancelled(accepted.id(), NOW));

    store.erase(accepted.id());

    assertThat(documents()).isEmpty();
  }

  @Test
  void a_damaged_name_of_the_newest_job_keeps_none_from_being_accepted_or_erased()
      throws IOException {
    JobRequest older = accept(RECORDING);
    store.createOutcome(Outcome.cancelled(older.id(), NOW));
    damage("recordings/" + RECORDING + ".json", new byte[] {'{'});

    store.refer(RECORDING, reference("one"));
    assertThat(store.reference(older)).isEmpty();
    store.erase(older.id());
    assertThat(store.request(older.id())).isEmpty();
    assertThat(store.reference(accept(RECORDING))).contains(reference("one"));
  }

  @Test
  void a_damaged_key_keeps_no_job_from_being_erased() throws IOException {
    JobRequest job = accept(Optional.of(KEY), Optional.empty());
    damage("keys/" + KEY + ".json", new byte[] {'{'});
    store.createOutcome(Outcome.cancelled(job.id(), NOW));

    store.erase(job.id());

    assertThat(store.request(job.id())).isEmpty();
  }

  @Test
  void a_score_is_kept_until_the_next_one_and_erased_with_its_job_and_its_reference()
      throws IOException {
    JobRequest job = accept(RECORDING);
    store.refer(RECORDING, reference("one"));
    store.keepScore(job.id(), score(3));
    store.keepScore(job.id(), score(4));
    assertThat(store.score(job.id())).contains(score(4));
    store.createOutcome(Outcome.cancelled(job.id(), NOW));

    store.erase(job.id());

    assertThat(documents()).isEmpty();
  }

  @Test
  void erasing_a_job_leaves_its_recording_to_a_newer_one() throws IOException {
    JobRequest older = accept(RECORDING);
    JobRequest newer = accept(RECORDING);
    store.createOutcome(Outcome.cancelled(older.id(), NOW));

    store.erase(older.id());
    store.refer(RECORDING, reference("one"));

    assertThat(store.reference(newer)).contains(reference("one"));
  }

  @Test
  void a_job_without_an_outcome_is_not_erased() throws IOException {
    JobId job = accept(new byte[] {1}).id();

    store.erase(job);

    assertThat(store.request(job)).isPresent();
  }

  @Test
  void a_webhook_is_untold_from_the_outcome_until_it_is_told() throws IOException {
    JobId quiet = accept(new byte[] {1}).id();
    JobId told = accept(Optional.empty(), Optional.of(URI.create("http://127.0.0.1/"))).id();

    assertThat(store.untold()).isEmpty();
    store.createOutcome(Outcome.cancelled(quiet, NOW));
    store.createOutcome(Outcome.cancelled(told, NOW));
    assertThat(store.untold()).containsExactly(told);
    store.markTold(told);
    assertThat(store.untold()).isEmpty();
  }

  @Test
  void jobs_of_any_state_are_told_newest_first_and_page_by_page() throws IOException {
    List<JobId> jobs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      jobs.addFirst(accept(at(NOW.minus(MINUTE.multipliedBy(7L * 7 - (long) i * i)))).id());
    }
    store.createOutcome(Outcome.cancelled(jobs.get(2), NOW));
    damage("jobs/" + jobAt(NOW) + "/audio", new byte[] {1});

    assertThat(store.newest(3, Optional.empty())).isEqualTo(jobs.subList(0, 3));
    assertThat(store.newest(3, Optional.of(jobs.get(2)))).isEqualTo(jobs.subList(3, 6));
    assertThat(store.newest(3, Optional.of(jobs.get(5)))).isEqualTo(jobs.subList(6, 7));
    assertThat(store.newest(3, Optional.of(jobs.get(6)))).isEmpty();
    assertThat(store.newest(100, Optional.empty())).isEqualTo(jobs);
  }

  @Test
  void jobs_are_told_newest_first_whatever_the_clock_was_when_they_came() throws IOException {
    JobId yearsAgo = accept(at(NOW.minus(Duration.ofDays(2000)))).id();
    JobId inTheFuture = accept(at(NOW.plus(Duration.ofHours(1)))).id();
    JobId farInTheFuture = accept(at(NOW.plus(Duration.ofDays(400)))).id();
    JobId now = accept(at(NOW)).id();

    assertThat(store.newest(10, Optional.empty()))
        .containsExactly(farInTheFuture, inTheFuture, now, yearsAgo);
    assertThat(store.newest(2, Optional.empty())).containsExactly(farInTheFuture, inTheFuture);
    assertThat(store.open()).containsExactly(yearsAgo, now, inTheFuture, farInTheFuture);
  }

  @Test
  void a_duty_is_one_holders_until_it_is_over_and_the_holder_may_keep_it() throws IOException {
    assertThat(store.hold("sweep", "a", MINUTE)).isTrue();
    assertThat(open(at(NOW.plusSeconds(59))).hold("sweep", "b", MINUTE)).isFalse();
    assertThat(open(at(NOW.plusSeconds(59))).hold("sweep", "a", MINUTE)).isTrue();
    assertThat(open(at(NOW.plusSeconds(61))).hold("sweep", "b", MINUTE)).isFalse();
    assertThat(open(at(NOW.plusSeconds(61))).hold("other", "b", MINUTE)).isTrue();
    assertThat(open(at(NOW.plusSeconds(120))).hold("sweep", "b", MINUTE)).isTrue();
    assertThat(open(at(NOW.plusSeconds(120))).hold("sweep", "a", MINUTE)).isFalse();
  }

  @Test
  void of_many_who_want_a_duty_at_once_one_has_it() throws Exception {
    List<Boolean> first = atOnce(8, n -> open(at(NOW)).hold("sweep", "holder-" + n, MINUTE));
    List<Boolean> later =
        atOnce(8, n -> open(at(NOW.plusSeconds(60))).hold("sweep", "later-" + n, MINUTE));

    assertThat(first).containsOnlyOnce(true);
    assertThat(later).containsOnlyOnce(true);
  }

  @Test
  void a_duty_of_before_the_clock_was_set_back_an_hour_binds_nobody() throws IOException {
    store.hold("sweep", "a", MINUTE);

    Clock back = at(NOW.minus(Duration.ofHours(1)));

    assertThat(open(back).hold("sweep", "b", MINUTE)).isTrue();
    assertThat(open(back).hold("sweep", "a", MINUTE)).isFalse();
  }

  @Test
  void a_duty_binds_a_computer_whose_clock_is_some_seconds_behind() throws IOException {
    store.hold("sweep", "a", MINUTE);

    assertThat(open(at(NOW.minusSeconds(5))).hold("sweep", "b", MINUTE)).isFalse();
  }

  @Test
  void a_damaged_duty_binds_nobody() throws IOException {
    damage("duties/sweep.json", new byte[] {'{'});

    assertThat(store.hold("sweep", "a", MINUTE)).isTrue();
    assertThat(store.hold("sweep", "b", MINUTE)).isFalse();
  }

  @Test
  void when_all_is_erased_nothing_is_left() throws IOException {
    accept(Optional.of(KEY), Optional.of(URI.create("http://127.0.0.1/")));
    JobId ended = accept(new byte[] {1}).id();
    store.createResult(ended, result(0, 1));
    store.createOutcome(Outcome.cancelled(ended, NOW));
    store.claim(KEY, new IdempotencyClaim(1, ended, "f"));
    store.hold("sweep", "a", MINUTE);
    store.refer(RECORDING, reference("one"));

    store.eraseAll();

    assertThat(documents()).isEmpty();
    assertThat(store.open()).isEmpty();
    assertThat(store.newest(10, Optional.empty())).isEmpty();
  }

  final JobRequest accept(byte[] audio) throws IOException {
    JobRequest request = request();
    store.accept(request, new ByteArrayInputStream(audio));
    return request;
  }

  private JobRequest accept(Clock clock) throws IOException {
    JobRequest request = request(JobId.next(clock, random), Optional.empty(), Optional.empty());
    open(clock).accept(request, new ByteArrayInputStream(new byte[] {1}));
    return request;
  }

  private JobRequest accept(Optional<String> key, Optional<URI> webhook) throws IOException {
    JobRequest request = request(jobAt(NOW), key, webhook);
    store.accept(request, new ByteArrayInputStream(new byte[] {1}));
    return request;
  }

  final JobRequest accept(String recording) throws IOException {
    JobRequest request = request().with(Optional.empty(), Optional.of(recording));
    store.accept(request, new ByteArrayInputStream(new byte[] {1}));
    return request;
  }

  static Reference reference(String text) {
    return new Reference(JobRequest.SCHEMA, "none", NOW, text);
  }

  static ScoreDocument score(int insertions) {
    return new ScoreDocument(
        JobRequest.SCHEMA, NOW, Score.byWords(new WordErrorRate(1, 2, insertions, 10)));
  }

  private JobId jobAt(Instant instant) {
    synchronized (random) {
      return JobId.next(at(instant), random);
    }
  }

  final JobRequest request() {
    return request(jobAt(NOW), Optional.empty(), Optional.empty());
  }

  private static JobRequest request(JobId job, Optional<String> key, Optional<URI> webhook) {
    return new JobRequest(
        JobRequest.SCHEMA,
        job,
        NOW,
        JobRequest.TRANSCRIBE,
        Optional.of("noop"),
        Optional.empty(),
        Optional.of("clip.wav"),
        1,
        Optional.empty(),
        webhook,
        key,
        Optional.of(new Hints(Optional.of("Zürich, Bern."), OptionalDouble.of(0.2))),
        Optional.empty(),
        Optional.empty());
  }

  private static PreparedJob prepared(long samples) {
    return new PreparedJob(
        JobRequest.SCHEMA,
        NOW,
        (double) samples / Samples.RATE,
        "noop",
        "1",
        List.of(new Part(0, "noop", "en", 0, samples, List.of(new Utterance(10, samples - 10)))),
        new LanguageDecision("en", "only", List.of()),
        List.of());
  }

  static PartResult result(int part, int attempts) {
    return new PartResult(
        JobRequest.SCHEMA, part, "noop", "1", attempts, NOW, NOW, List.of(), Optional.empty());
  }

  /** What so many rivals got who all began at once. */
  static <T> List<T> atOnce(int rivals, Rival<T> rival) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<T>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < rivals; i++) {
        int number = i;
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return rival.act(number);
                }));
      }
      start.countDown();
    }
    List<T> got = new ArrayList<>();
    for (Future<T> answer : answers) {
      got.add(answer.get());
    }
    return got;
  }

  /** One of several who do the same at once. */
  interface Rival<T> {

    /** Does it, as the one with this number. */
    T act(int number) throws Exception;
  }

  /** Audio of a client that goes away after some bytes. */
  private static final class Broken extends InputStream {
    private boolean begun;

    @Override
    public int read() throws IOException {
      throw new IOException("the client went away");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (begun) {
        return read();
      }
      begun = true;
      return Math.min(length, 1000);
    }
  }
}
