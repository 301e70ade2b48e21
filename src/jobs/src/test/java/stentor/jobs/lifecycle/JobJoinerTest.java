package stentor.jobs.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.store.FolderJobStore;
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
import stentor.speech.transcript.Segment;
import stentor.speech.transcript.Transcript;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobJoinerTest {

  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path root;
  private FolderJobStore store;
  private JobJoiner joiner;

  @BeforeEach
  void open() throws IOException {
    store = FolderJobStore.in(root, CLOCK);
    joiner = new JobJoiner(store, CLOCK);
  }

  @Test
  void a_job_is_not_joined_before_its_last_part_has_ended() throws IOException {
    JobId job = job(2);
    store.createResult(job, said(1, "second"));

    assertThat(joiner.joinIfDone(job)).isFalse();
    assertThat(store.outcome(job)).isEmpty();
  }

  @Test
  void parts_are_joined_in_the_order_of_the_recording_whatever_order_they_ended_in()
      throws IOException {
    JobId job = job(3);
    store.createResult(job, said(2, "three"));
    store.createResult(job, said(0, "one"));
    store.createResult(job, said(1, "two"));

    assertThat(joiner.joinIfDone(job)).isTrue();

    Outcome outcome = store.outcome(job).orElseThrow();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.SUCCEEDED);
    assertThat(outcome.transcript().orElseThrow().text()).isEqualTo("one two three");
    assertThat(store.open()).isEmpty();
  }

  @Test
  void a_part_that_failed_leaves_a_marked_gap_where_it_was() throws IOException {
    JobId job = job(3);
    store.createResult(job, said(0, "one"));
    store.createResult(job, failed(1));
    store.createResult(job, said(2, "three"));

    joiner.joinIfDone(job);

    Transcript transcript = store.outcome(job).orElseThrow().transcript().orElseThrow();
    assertThat(transcript.flags()).containsExactly(Transcript.INCOMPLETE);
    Segment gap = transcript.segments().get(1);
    assertThat(gap.gap()).isTrue();
    assertThat(gap.start()).isEqualTo(10);
    assertThat(gap.end()).isEqualTo(19);
  }

  @Test
  void a_job_of_which_every_part_failed_has_failed_for_the_first_ones_reason() throws IOException {
    JobId job = job(2);
    store.createResult(job, failed(0));
    store.createResult(job, failed(1));

    joiner.joinIfDone(job);

    Outcome outcome = store.outcome(job).orElseThrow();
    assertThat(outcome.status()).isEqualTo(Outcome.Status.FAILED);
    assertThat(outcome.transcript()).isEmpty();
    assertThat(outcome.failure().orElseThrow().code()).isEqualTo("broke_0");
  }

  @Test
  void a_recording_in_which_nobody_speaks_succeeds_with_an_empty_transcript() throws IOException {
    JobId job = job(0);

    assertThat(joiner.joinIfDone(job)).isTrue();

    Transcript transcript = store.outcome(job).orElseThrow().transcript().orElseThrow();
    assertThat(transcript.text()).isEmpty();
    assertThat(transcript.segments()).isEmpty();
    assertThat(store.outcome(job).orElseThrow().model()).contains("noop");
  }

  private JobId job(int parts) throws IOException {
    JobRequest request =
        JobRequest.transcription(
            JobId.next(CLOCK, new Random(7)),
            NOW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1);
    store.accept(request, new ByteArrayInputStream(new byte[] {1}));
    Path audio = store.scratch().resolve("audio.wav");
    try (OutputStream out = Files.newOutputStream(audio)) {
      PreparedAudio.write(new Samples(new float[10]), out);
    }
    List<Part> planned =
        IntStream.range(0, parts)
            .mapToObj(
                n ->
                    new Part(
                        n,
                        "noop",
                        "en",
                        n * 160_000L,
                        n * 160_000L + 144_000,
                        List.of(new Utterance(n * 160_000L, n * 160_000L + 144_000))))
            .toList();
    boolean _ =
        store.putPrepared(
            request.id(),
            audio,
            new PreparedJob(
                JobRequest.SCHEMA,
                NOW,
                30,
                "noop",
                "1",
                planned,
                new LanguageDecision("en", "only", List.of()),
                List.of()));
    return request.id();
  }

  private static PartResult said(int part, String text) {
    Segment segment =
        new Segment(
            part * 10,
            part * 10 + 9,
            text,
            "en",
            List.of(),
            List.of(),
            OptionalDouble.empty(),
            false);
    return new PartResult(
        JobRequest.SCHEMA, part, "noop", "1", 1, NOW, NOW, List.of(segment), Optional.empty());
  }

  private static PartResult failed(int part) {
    return new PartResult(
        JobRequest.SCHEMA,
        part,
        "noop",
        "1",
        3,
        NOW,
        NOW,
        List.of(),
        Optional.of(new Failure("broke_" + part, "It broke.")));
  }
}
