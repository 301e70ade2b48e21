package stentor.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.store.FolderJobStore;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.Outcome;
import stentor.protocol.job.PreparedJob;
import stentor.supervisor.OpenJobs.Seen;

/** On a real store. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenJobsTest {

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path root;
  private final Random random = new Random(8);
  private FolderJobStore store;
  private OpenJobs jobs;

  @BeforeEach
  void make() throws IOException {
    store = FolderJobStore.in(root, CLOCK);
    jobs = new OpenJobs(store, Duration.ofSeconds(1));
  }

  @Test
  void nothing_is_known_before_the_first_look() {
    assertThat(jobs.seen()).isEmpty();
  }

  @Test
  void the_oldest_unfinished_job_of_each_model_is_seen() throws IOException {
    JobId first = job("one");
    job("one");
    JobId other = job("two");

    jobs.look();
    assertThat(seen().open()).isEqualTo(3);
    assertThat(seen().oldest()).isEqualTo(Map.of("one", first, "two", other));

    store.createOutcome(Outcome.cancelled(first, CLOCK.instant()));
    store.createOutcome(Outcome.cancelled(other, CLOCK.instant()));
    jobs.look();
    assertThat(seen().open()).isEqualTo(1);
    assertThat(seen().oldest()).containsOnlyKeys("one");
  }

  @Test
  void a_job_that_came_and_went_is_seen_as_the_newest() throws IOException {
    jobs.look();
    Seen before = seen();
    JobId job = job("one");
    store.createOutcome(Outcome.cancelled(job, CLOCK.instant()));

    jobs.look();

    assertThat(seen().open()).isZero();
    assertThat(seen()).isNotEqualTo(before);
    assertThat(seen().newest()).contains(job);
  }

  @Test
  void a_job_whose_documents_are_damaged_has_no_model_and_hides_no_other() throws IOException {
    JobId damaged = job("one");
    JobId whole = job("one");
    Files.writeString(root.resolve("jobs/" + damaged + "/prepared.json"), "{damaged");

    jobs.look();

    assertThat(seen().oldest()).isEqualTo(Map.of("one", whole));
  }

  private Seen seen() {
    return jobs.seen().orElseThrow();
  }

  private JobId job(String model) throws IOException {
    JobId job = JobId.next(CLOCK, random);
    store.accept(
        JobRequest.transcription(
            job, CLOCK.instant(), Optional.empty(), Optional.empty(), Optional.empty(), 1),
        new ByteArrayInputStream(new byte[] {1}));
    Path audio = store.scratch().resolve("audio.wav");
    Files.write(audio, new byte[] {1});
    boolean _ =
        store.putPrepared(
            job,
            audio,
            new PreparedJob(
                JobRequest.SCHEMA,
                CLOCK.instant(),
                1,
                model,
                "1",
                List.of(),
                new LanguageDecision("en", "only", List.of()),
                List.of()));
    return job;
  }
}
