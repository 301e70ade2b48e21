package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import stentor.acceptance.Stentor;
import stentor.control.Endpoint;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;
import stentor.protocol.json.Documents;
import stentor.rounds.OwnProcess.Role;

/** An environment that has worked for long starts as one that has not. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@Execution(ExecutionMode.CONCURRENT)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OldJobsTest {

  private static final int OLD = 10_000;
  private static final int UNFINISHED = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration AGE = Duration.ofDays(3);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final Random random = new Random(1);

  @Test
  void ten_thousand_old_jobs_delay_no_start_and_the_unfinished_ones_end() throws Exception {
    try (Installation installation = Installation.in(folder, 10)) {
      installation.up("1..1");
      Endpoint endpoint = installation.endpoint();
      double empty = secondsToHeal(installation);
      stopSupervisor(installation);
      for (int i = 0; i < OLD; i++) {
        addFinished(installation.environment());
      }
      List<JobId> unfinished = new ArrayList<>();
      for (int i = 0; i < UNFINISHED; i++) {
        unfinished.add(addUnfinished(installation.environment()));
      }

      double full = secondsToStart(installation);

      System.out.printf("start with no job %.1f s, with %d jobs %.1f s%n", empty, OLD, full);
      assertThat(full).isLessThan(5 * empty + 10);
      JobStore store = installation.store();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                for (JobId job : unfinished) {
                  assertThat(store.outcome(job).map(Outcome::status))
                      .contains(Outcome.Status.SUCCEEDED);
                }
              });
      try (JobClient client = new JobClient(endpoint)) {
        JsonNode page = client.get("/v1/jobs?limit=50").json();
        assertThat(page.get("data")).hasSize(50);
        assertThat(page.get("hasMore").asBoolean()).isTrue();
      }
      Stentor.Result list = installation.stentor().run("jobs", "list", "--json");
      assertThat(list.exit()).as(list.err()).isZero();
      assertThat(installation.status().get("state").asText()).isEqualTo("up");
      installation.down();
    }
  }

  private static double secondsToHeal(Installation installation) throws Exception {
    stopSupervisor(installation);
    return secondsToStart(installation);
  }

  private static void stopSupervisor(Installation installation) {
    installation.processes(Role.SUPERVISOR).forEach(OwnProcess::kill);
    await().atMost(PATIENCE).until(() -> installation.processes().isEmpty());
  }

  private static double secondsToStart(Installation installation) {
    long begun = System.nanoTime();
    installation.endpoint();
    return (System.nanoTime() - begun) / 1e9;
  }

  private void addFinished(Path environment) throws IOException {
    JobId job = oldJob();
    Path place = Files.createDirectories(environment.resolve("jobs").resolve(job.toString()));
    write(place.resolve("request.json"), request(job, 0));
    write(
        place.resolve("outcome.json"),
        Outcome.failed(job, job.instant(), new Failure("invalid_audio", "It was long ago.")));
  }

  private JobId addUnfinished(Path environment) throws IOException {
    JobId job = oldJob();
    Path place = Files.createDirectories(environment.resolve("jobs").resolve(job.toString()));
    Files.createDirectories(place.resolve("parts"));
    byte[] wav = Recording.brief(1).wav();
    Files.write(place.resolve("audio"), wav);
    Files.createFile(environment.resolve("open").resolve(job.toString()));
    write(place.resolve("request.json"), request(job, wav.length));
    return job;
  }

  private JobId oldJob() {
    Clock old = Clock.offset(Clock.systemUTC(), AGE.negated());
    return JobId.next(old, random);
  }

  private static JobRequest request(JobId job, long bytes) {
    Instant at = job.instant();
    return JobRequest.transcription(
        job, at, Optional.of(NoopModel.ID), Optional.empty(), Optional.of("old.wav"), bytes);
  }

  private static void write(Path file, Object document) throws IOException {
    Files.write(file, Documents.write(document));
  }
}
