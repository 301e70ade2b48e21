package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import stentor.protocol.job.JobId;
import stentor.rounds.OwnProcess.Role;

/** Workers come when there is work, and go when there is none. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@Execution(ExecutionMode.CONCURRENT)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScalingTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MOST_WORKERS = 3;
  private static final int JOBS = 40;
  private static final int REQUESTS = 100;

  /** A recording of 8 s keeps a worker busy for a second. */
  private static final int MILLISECONDS_PER_AUDIO_SECOND = 125;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void forty_jobs_bring_all_workers_and_the_end_of_them_sends_them_home() throws Exception {
    try (Installation installation = fromZero(MILLISECONDS_PER_AUDIO_SECOND);
        JobClient client = new JobClient(installation.endpoint())) {
      AcceptedJobs jobs = new AcceptedJobs(installation.store(), ThreadLocalRandom.current());
      for (int i = 0; i < JOBS; i++) {
        jobs.submit(client, Recording.brief(i));
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(workers(installation).get("ready").asInt()).isEqualTo(MOST_WORKERS));
      jobs.awaitOutcomes();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(workers(installation).get("wanted").asInt()).isZero();
                assertThat(installation.processes(Role.WORKER)).isEmpty();
              });

      assertThat(jobs.attempts().keySet()).as("no busy worker was killed").containsExactly(1);
      for (JobId job : jobs.ids()) {
        assertThatStagesHaveTimes(client.get("/v1/jobs/" + job).json());
      }
      installation.down();
    }
  }

  @Test
  void the_first_of_a_hundred_requests_at_once_is_answered_soon_though_no_worker_was_there()
      throws Exception {
    Recording recording = Recording.brief(1);
    try (Installation installation = fromZero(0);
        JobClient client = new JobClient(installation.endpoint());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      AcceptedJobs jobs = new AcceptedJobs(installation.store(), ThreadLocalRandom.current());
      long begun = System.nanoTime();
      List<Future<Double>> answers =
          IntStream.range(0, REQUESTS)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            jobs.transcribe(client, recording);
                            return (System.nanoTime() - begun) / 1e9;
                          }))
              .toList();
      List<Double> seconds = new ArrayList<>();
      for (Future<Double> answer : answers) {
        seconds.add(answer.get());
      }
      seconds.sort(null);
      System.out.printf(
          "%d requests at once, no worker: first answer after %.2f s, last after %.2f s%n",
          REQUESTS, seconds.getFirst(), seconds.getLast());
      assertThat(seconds.getFirst()).isLessThan((double) PATIENCE.toSeconds());
      installation.down();
    }
  }

  private Installation fromZero(int millisecondsPerAudioSecond) throws Exception {
    Installation installation = Installation.in(folder, millisecondsPerAudioSecond);
    installation.up("0.." + MOST_WORKERS);
    assertThat(installation.processes(Role.WORKER)).isEmpty();
    return installation;
  }

  private static void assertThatStagesHaveTimes(JsonNode job) {
    assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("succeeded");
    JsonNode timings = job.get("result").get("stentor").get("timings");
    double last = 0;
    for (String stage : List.of("accepted", "prepared", "queued", "decoded", "total")) {
      assertThat(timings.get(stage)).as(stage + " of " + timings).isNotNull();
      assertThat(timings.get(stage).asDouble())
          .as(stage + " of " + timings)
          .isGreaterThanOrEqualTo(last);
      last = timings.get(stage).asDouble();
    }
  }

  private static JsonNode workers(Installation installation) throws Exception {
    return installation.status().get("models").get(0).get("workers");
  }
}
