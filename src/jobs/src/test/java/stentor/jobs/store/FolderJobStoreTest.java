package stentor.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.job.Attempt;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.PreparedJob.Utterance;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FolderJobStoreTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path root;
  private final Random random = new Random(1);
  private FolderJobStore store;

  @BeforeEach
  void open() throws IOException {
    store = FolderJobStore.in(root, CLOCK);
  }

  @Test
  void an_accepted_job_is_there_for_another_process_with_its_audio() throws IOException {
    JobRequest request = accept(new byte[] {1, 2, 3});

    FolderJobStore other = FolderJobStore.in(root, CLOCK);

    assertThat(other.request(request.id())).contains(request);
    assertThat(other.open()).containsExactly(request.id());
    try (JobStore.LocalFile audio = other.audio(request.id())) {
      assertThat(audio.path()).hasBinaryContent(new byte[] {1, 2, 3});
    }
  }

  @Test
  void a_job_whose_audio_breaks_off_was_never_accepted() {
    JobRequest request = request();

    assertThatThrownBy(() -> store.accept(request, new Broken()))
        .isInstanceOf(IOException.class)
        .hasMessage("the client went away");

    assertThat(openJobs()).isEmpty();
    assertThat(requestOf(request.id())).isEmpty();
    assertThat(root.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void what_was_begun_and_never_accepted_is_removed_and_what_was_accepted_is_not()
      throws IOException {
    JobId begun = JobId.next(CLOCK, random);
    Files.createDirectories(root.resolve("jobs").resolve(begun.toString()).resolve("parts"));
    Files.createFile(root.resolve("jobs").resolve(begun.toString()).resolve("audio"));
    Files.createFile(root.resolve("open").resolve(begun.toString()));
    JobRequest accepted = accept(new byte[] {1});

    store.abandon(begun);
    store.abandon(accepted.id());

    assertThat(store.open()).containsExactly(accepted.id());
    assertThat(root.resolve("jobs").resolve(begun.toString())).doesNotExist();
    assertThat(store.request(accepted.id())).isPresent();
  }

  @Test
  void an_unknown_job_has_no_request_and_no_audio() throws IOException {
    JobId unknown = JobId.next(CLOCK, random);

    assertThat(store.request(unknown)).isEmpty();
    assertThat(store.outcome(unknown)).isEmpty();
    assertThat(store.ended(unknown)).isEmpty();
    assertThatThrownBy(() -> store.audio(unknown)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void of_many_outcomes_at_once_exactly_one_is_made_and_stays() throws Exception {
    JobId job = accept(new byte[] {1}).id();
    int rivals = 16;
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < rivals; i++) {
        Outcome outcome = Outcome.failed(job, NOW, new Failure("rival_" + i, "I was first."));
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return store.createOutcome(outcome);
                }));
      }
      start.countDown();
    }

    List<Integer> winners = new ArrayList<>();
    for (int i = 0; i < rivals; i++) {
      if (answers.get(i).get()) {
        winners.add(i);
      }
    }
    assertThat(winners).hasSize(1);
    assertThat(store.outcome(job).orElseThrow().failure().orElseThrow().code())
        .isEqualTo("rival_" + winners.getFirst());
  }

  @Test
  void a_job_with_an_outcome_is_not_open_even_where_its_maker_died_before_closing_it()
      throws IOException {
    JobId job = accept(new byte[] {1}).id();
    store.createOutcome(Outcome.cancelled(job, NOW));
    Files.createFile(root.resolve("open").resolve(job.toString()));

    boolean made = store.createOutcome(Outcome.cancelled(job, NOW));

    assertThat(made).isFalse();
    assertThat(store.open()).isEmpty();
  }

  @Test
  void prepared_audio_is_read_back_sample_by_sample() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    float[] samples = new float[1000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (i - 500) / 32768f;
    }
    Path scratch = store.scratch().resolve("prepared.wav");
    try (OutputStream out = Files.newOutputStream(scratch)) {
      PreparedAudio.write(new Samples(samples), out);
    }
    PreparedJob prepared =
        new PreparedJob(
            JobRequest.SCHEMA,
            NOW,
            0.0625,
            "noop",
            "1",
            List.of(new Part(0, "noop", "en", 0, 1000, List.of(new Utterance(10, 990)))),
            new LanguageDecision("en", "only", List.of()),
            List.of());

    store.putPrepared(job, scratch, prepared);

    assertThat(scratch).doesNotExist();
    assertThat(store.prepared(job)).contains(prepared);
    assertThat(store.samples(job, 10, 20).array())
        .containsExactly(java.util.Arrays.copyOfRange(samples, 10, 20));
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

    assertThat(store.attempts(job, 3))
        .extracting(Attempt::number, attempt -> attempt.failure().map(Failure::code))
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1, Optional.of("recognition_failed")));
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
  void nothing_temporary_is_left_beside_the_documents() throws IOException {
    JobId job = accept(new byte[] {1}).id();
    store.createResult(job, result(0, 1));
    store.createOutcome(Outcome.cancelled(job, NOW));

    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".tmp"));
    }
  }

  private JobRequest accept(byte[] audio) throws IOException {
    JobRequest request = request();
    store.accept(request, new ByteArrayInputStream(audio));
    return request;
  }

  private JobRequest request() {
    return JobRequest.transcription(
        JobId.next(CLOCK, random),
        NOW,
        Optional.of("noop"),
        Optional.empty(),
        Optional.of("clip.wav"),
        3);
  }

  private static PartResult result(int part, int attempts) {
    return new PartResult(
        JobRequest.SCHEMA, part, "noop", "1", attempts, NOW, NOW, List.of(), Optional.empty());
  }

  private List<JobId> openJobs() {
    try {
      return store.open();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private Optional<JobRequest> requestOf(JobId job) {
    try {
      return store.request(job);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
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
