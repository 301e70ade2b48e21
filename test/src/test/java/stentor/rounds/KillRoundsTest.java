package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.rounds.KillSchedule.Kill;
import stentor.rounds.OwnProcess.Role;
import stentor.speech.transcript.Transcript;

/** Jobs outlive the death of whatever works on them. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KillRoundsTest {

  private static final int JOBS = 60;
  private static final long ACCEPTANCE_MILLISECONDS = 4000;
  private static final int MILLISECONDS_PER_AUDIO_SECOND = 25;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void each_accepted_job_succeeds_once_whoever_is_killed() throws Exception {
    Seed seed = Seed.of("jobs in a folder, processes killed");
    int rounds = Seed.rounds(5, 100);
    try (Installation installation = Installation.in(folder, MILLISECONDS_PER_AUDIO_SECOND)) {
      installation.up("2..2");
      Endpoint endpoint = installation.endpoint();
      List<Recording> recordings = Recording.variety();
      AcceptedJobs jobs = new AcceptedJobs(installation.store(), ThreadLocalRandom.current());
      try (JobClient client = new JobClient(endpoint)) {
        for (Recording recording : recordings) {
          jobs.deliver(client, recording);
        }
      }
      jobs.awaitOutcomes();
      Map<Recording, Transcript> undisturbed = jobs.transcripts(recordings);

      for (int round = 1; round <= rounds; round++) {
        long begun = System.nanoTime();
        RandomGenerator random = seed.round(round);
        List<String> killed = round(installation, endpoint, jobs, recordings, random);
        jobs.awaitOutcomes();
        jobs.check(undisturbed);
        assertThat(installation.endpoint()).isEqualTo(endpoint);
        System.out.printf(
            "round %d of %d: %d jobs in all, attempts %s, %.1f s, killed %s%n",
            round, rounds, jobs.size(), jobs.attempts(), (System.nanoTime() - begun) / 1e9, killed);
      }
      try (JobClient client = new JobClient(endpoint)) {
        jobs.find(client, undisturbed);
      }
      installation.down();
      assertThat(Installation.refuses(endpoint.url())).isTrue();
    }
  }

  private static List<String> round(
      Installation installation,
      Endpoint endpoint,
      AcceptedJobs jobs,
      List<Recording> recordings,
      RandomGenerator random)
      throws Exception {
    KillSchedule schedule = KillSchedule.of(random);
    List<Future<?>> deliveries = new ArrayList<>();
    List<String> killed = new ArrayList<>();
    try (JobClient client = new JobClient(endpoint);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < JOBS; i++) {
        Recording recording = Recording.any(recordings, random);
        long delay = random.nextLong(ACCEPTANCE_MILLISECONDS);
        deliveries.add(
            threads.submit(
                () -> {
                  TimeUnit.MILLISECONDS.sleep(delay);
                  return jobs.deliver(client, recording);
                }));
      }
      try {
        for (Kill kill : schedule.kills()) {
          TimeUnit.MILLISECONDS.sleep(kill.after().toMillis());
          killed.add(kill(installation, kill, random));
        }
        installation.status();
        for (Future<?> delivery : deliveries) {
          delivery.get();
        }
      } finally {
        threads.shutdownNow();
      }
    }
    return killed;
  }

  /** Kills one process of the role; where there is none, as soon as there is one. */
  private static String kill(Installation installation, Kill kill, RandomGenerator random)
      throws IOException {
    List<OwnProcess> targets =
        await()
            .atMost(PATIENCE)
            .pollDelay(Duration.ZERO)
            .until(() -> installation.processes(kill.role()), found -> !found.isEmpty());
    targets.get(random.nextInt(targets.size())).kill();
    if (kill.role() == Role.SUPERVISOR) {
      installation.status();
    }
    return kill.toString();
  }
}
