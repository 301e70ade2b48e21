package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.protocol.job.JobId;
import stentor.rounds.OwnProcess.Role;

/** Workers come when there is work, and go when there is none. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
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

  private Installation installation;

  @BeforeEach
  void start() throws Exception {
    installation = Installation.in(folder, MILLISECONDS_PER_AUDIO_SECOND);
    installation.up("0.." + MOST_WORKERS);
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void forty_jobs_bring_all_workers_and_the_end_of_them_sends_them_home() throws Exception {
    Endpoint endpoint = installation.endpoint();
    assertThat(installation.processes(Role.WORKER)).isEmpty();
    AcceptedJobs jobs = new AcceptedJobs(installation.store(), ThreadLocalRandom.current());
    try (JobClient client = new JobClient(endpoint)) {
      List<JobId> ids = new ArrayList<>();
      for (int i = 0; i < JOBS; i++) {
        ids.add(jobs.submit(client, Recording.brief(i)));
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(workers().get("ready").asInt()).isEqualTo(MOST_WORKERS));
      jobs.awaitOutcomes();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(workers().get("wanted").asInt()).isZero();
                assertThat(installation.processes(Role.WORKER)).isEmpty();
              });

      assertThat(jobs.attempts().keySet()).as("no busy worker was killed").containsExactly(1);
      for (JobId id : ids) {
        assertThatStagesHaveTimes(client.get("/v1/jobs/" + id).json());
      }
    }
    installation.down();
  }

  @Test
  void the_first_of_a_hundred_requests_at_once_is_answered_soon_though_no_worker_was_there()
      throws Exception {
    Endpoint endpoint = installation.endpoint();
    assertThat(installation.processes(Role.WORKER)).isEmpty();
    Recording recording = Recording.brief(1);
    List<Double> seconds = new ArrayList<>();
    try (JobClient client = new JobClient(endpoint);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begun = System.nanoTime();
      List<Future<Double>> answers =
          IntStream.range(0, REQUESTS)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            JobClient.Answer answer =
                                client.transcribe(
                                    recording,
                                    JobId.next(Clock.systemUTC(), ThreadLocalRandom.current()));
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                            return (System.nanoTime() - begun) / 1e9;
                          }))
              .toList();
      for (Future<Double> answer : answers) {
        seconds.add(answer.get());
      }
    }
    seconds.sort(null);
    System.out.printf(
        "%d requests at once, no worker: first answer after %.2f s, last after %.2f s%n",
        REQUESTS, seconds.getFirst(), seconds.getLast());
    assertThat(seconds.getFirst()).isLessThan((double) PATIENCE.toSeconds());
    installation.down();
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

  private JsonNode workers() throws Exception {
    return installation.status().get("models").get(0).get("workers");
  }
}
