package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Rounds on one environment: clients send jobs and stream, meanwhile processes are killed by a
 * {@link KillSchedule}, any command heals, and each job that was accepted must succeed once.
 */
final class KillRounds {

  private static final int JOBS = 60;
  private static final int STREAMS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Installation installation;
  private final JobStore store;
  private final String kind;
  private final Seed seed;
  private final List<Recording> recordings;
  private final Set<JobId> accepted = new HashSet<>();

  /**
   * Rounds on this installation, which is up or is to be healed.
   *
   * @param kind what kind of store it has, for the log
   * @param store where its jobs are
   */
  KillRounds(Installation installation, String kind, JobStore store, Seed seed) throws IOException {
    this.installation = installation;
    this.kind = kind;
    this.store = store;
    this.seed = seed;
    this.recordings = Recording.variety();
  }

  /**
   * Runs them; the environment is up afterwards.
   *
   * @param rounds their numbers, which make their chances
   */
  void run(List<Integer> rounds) throws Exception {
    Endpoint endpoint = installation.endpoint();
    try (JobClient client = new JobClient(endpoint);
        HttpClient sockets = HttpClient.newHttpClient()) {
      AcceptedJobs first = new AcceptedJobs(store, ThreadLocalRandom.current());
      Map<Recording, Transcript> undisturbed = first.undisturbed(client, recordings);
      accepted.addAll(first.ids());
      for (int round : rounds) {
        long begun = System.nanoTime();
        RandomGenerator random = seed.round(round);
        AcceptedJobs jobs = new AcceptedJobs(store, ThreadLocalRandom.current());
        StreamedJobs streams = new StreamedJobs(store, sockets, kind + "-" + round);
        KillSchedule schedule = KillSchedule.of(random);
        try {
          new Deliveries(jobs, recordings, random)
              .with(STREAMS, recording -> streams.deliver(endpoint, recording))
              .run(List.of(client), JOBS, () -> kill(schedule, random));
          jobs.awaitOutcomes();
          jobs.check(undisturbed);
          streams.awaitOutcomes();
          streams.check();
        } finally {
          System.out.printf(
              "%s store, seed %d, round %d: %.1f s, attempts %s, %d streams of %d, killed %s%n",
              kind,
              seed.value(),
              round,
              (System.nanoTime() - begun) / 1e9,
              jobs.attempts(),
              streams.ids().size(),
              streams.begun(),
              schedule.kills());
        }
        accepted.addAll(jobs.ids());
        accepted.addAll(streams.ids());
        assertThat(installation.endpoint()).isEqualTo(endpoint);
        jobs.find(client, undisturbed);
      }
    }
    assertThat(store.newest(accepted.size() + 1, Optional.empty()))
        .as("jobs of the store")
        .containsExactlyInAnyOrderElementsOf(accepted);
  }

  /** Follows the schedule; any command heals at its end. */
  private void kill(KillSchedule schedule, RandomGenerator random) throws Exception {
    for (Kill kill : schedule.kills()) {
      TimeUnit.MILLISECONDS.sleep(kill.after().toMillis());
      kill(kill, random);
    }
    installation.status();
  }

  /** Kills one process of the role; where there is none, as soon as there is one. */
  private void kill(Kill kill, RandomGenerator random) throws IOException {
    List<OwnProcess> targets =
        await()
            .atMost(PATIENCE)
            .pollDelay(Duration.ZERO)
            .until(() -> installation.processes(kill.role()), found -> !found.isEmpty());
    targets.get(random.nextInt(targets.size())).kill();
    if (kill.role() == Role.SUPERVISOR) {
      installation.status();
    }
  }
}
