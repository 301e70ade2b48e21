package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import stentor.control.Endpoint;
import stentor.rounds.OwnProcess.Role;
import stentor.speech.transcript.Transcript;

/** Any number of masters serve one store; each may die at any time. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@Execution(ExecutionMode.CONCURRENT)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TwoMastersTest {

  private static final int JOBS_EACH = 20;
  private static final int MILLISECONDS_PER_AUDIO_SECOND = 25;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Installation installation;

  @BeforeEach
  void start() throws Exception {
    installation = Installation.in(folder, MILLISECONDS_PER_AUDIO_SECOND);
    installation.up("2..2");
  }

  @AfterEach
  void end() {
    installation.close();
  }

  @Test
  void when_one_dies_its_clients_find_their_jobs_at_the_other() throws Exception {
    Seed seed = Seed.of("two masters, one killed");
    int rounds = Seed.rounds(1, 10);
    Endpoint first = installation.endpoint();
    List<Recording> recordings = Recording.variety();
    Map<Recording, Transcript> undisturbed = undisturbed(first, recordings);
    for (int round = 1; round <= rounds; round++) {
      RandomGenerator random = seed.round(round);
      OwnProcess own = installation.processes(Role.MASTER).getFirst();
      boolean firstDies = random.nextBoolean();
      try (SecondMaster second = SecondMaster.beside(own, installation);
          SweepWatch sweeps = SweepWatch.of(installation.environment());
          JobClient ofFirst = new JobClient(first, second.endpoint());
          JobClient ofSecond = new JobClient(second.endpoint(), first)) {
        AcceptedJobs jobs = new AcceptedJobs(installation.store(), ThreadLocalRandom.current());
        long after = random.nextLong(Deliveries.MILLISECONDS);
        new Deliveries(jobs, recordings, random)
            .run(
                List.of(ofFirst, ofSecond),
                JOBS_EACH,
                () -> {
                  TimeUnit.MILLISECONDS.sleep(after);
                  if (firstDies) {
                    own.kill();
                  } else {
                    second.kill();
                  }
                });
        jobs.awaitOutcomes();
        jobs.check(undisturbed);
        jobs.find(firstDies ? ofSecond : ofFirst, undisturbed);
        sweeps.check();
        System.out.printf(
            "round %d of %d: the %s master killed, attempts %s%n",
            round, rounds, firstDies ? "first" : "second", jobs.attempts());
      }
    }
    assertThat(installation.endpoint()).isEqualTo(first);
    installation.down();
  }

  private Map<Recording, Transcript> undisturbed(Endpoint endpoint, List<Recording> recordings)
      throws Exception {
    try (JobClient client = new JobClient(endpoint)) {
      return new AcceptedJobs(installation.store(), ThreadLocalRandom.current())
          .undisturbed(client, recordings);
    }
  }
}
