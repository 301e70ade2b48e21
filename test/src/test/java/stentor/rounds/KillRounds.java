package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import stentor.control.Endpoint;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;
import stentor.rounds.KillSchedule.Kill;
import stentor.rounds.OwnProcess.Role;
import stentor.speech.transcript.Transcript;

/**
 * Rounds on one environment: clients send jobs, meanwhile processes are killed by a {@link
 * KillSchedule}, any command heals, and each job that was accepted must succeed once.
 */
final class KillRounds {

  private static final int JOBS = 60;
  private static final long ACCEPTANCE_MILLISECONDS = 4000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Installation installation;
  private final JobStore store;
  private final Seed seed;
  private final List<Recording> recordings;
  private final Set<JobId> accepted = new HashSet<>();

  /**
   * Rounds on this installation, which is up or is to be healed.
   *
   * @param store where its jobs are
   */
  KillRounds(Installation installation, JobStore store, Seed seed) throws IOException {
    this.installation = installation;
    this.store = store;
    this.seed = seed;
    this.recordings = Recording.variety();
  }

  /** Runs so many; the environment is up afterwards. */
  void run(int rounds) throws Exception {
    Endpoint endpoint = installation.endpoint();
    try (JobClient client = new JobClient(endpoint)) {
      Map<Recording, Transcript> undisturbed = undisturbed(client);
      for (int round = 1; round <= rounds; round++) {
        long begun = System.nanoTime();
        AcceptedJobs jobs = new AcceptedJobs(store, ThreadLocalRandom.current());
        List<String> killed = new ArrayList<>();
        try {
          disturb(client, jobs, seed.round(round), killed);
          jobs.awaitOutcomes();
          jobs.check(undisturbed);
        } finally {
          System.out.printf(
              "round %d of %d: %.1f s, attempts %s, killed %s%n",
              round, rounds, (System.nanoTime() - begun) / 1e9, jobs.attempts(), killed);
        }
        accepted.addAll(jobs.ids());
        assertThat(installation.endpoint()).isEqualTo(endpoint);
        if (round == rounds) {
          jobs.find(client, undisturbed);
        }
      }
    }
    assertThat(store.newest(accepted.size() + 1, Optional.empty()))
        .as("jobs of the store")
        .containsExactlyInAnyOrderElementsOf(accepted);
  }

  private Map<Recording, Transcript> undisturbed(JobClient client) throws Exception {
    AcceptedJobs jobs = new AcceptedJobs(store, ThreadLocalRandom.current());
    for (Recording recording : recordings) {
      jobs.submit(client, recording);
    }
    jobs.awaitOutcomes();
    accepted.addAll(jobs.ids());
    return jobs.transcripts(recordings);
  }

  private void disturb(
      JobClient client, AcceptedJobs jobs, RandomGenerator random, List<String> killed)
      throws Exception {
    KillSchedule schedule = KillSchedule.of(random);
    List<Future<?>> deliveries = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
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
          killed.add(kill(kill, random));
        }
        installation.status();
        for (Future<?> delivery : deliveries) {
          delivery.get();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  /** Kills one process of the role; where there is none, as soon as there is one. */
  private String kill(Kill kill, RandomGenerator random) throws IOException {
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
