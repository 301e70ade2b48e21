package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.control.Endpoint;
import stentor.rounds.OwnProcess.Role;
import stentor.speech.transcript.Transcript;

/** Any number of masters serve one store; each may die at any time. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TwoMastersTest {

  private static final int JOBS_EACH = 20;
  private static final long ACCEPTANCE_MILLISECONDS = 3000;
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

  @ParameterizedTest
  @ValueSource(strings = {"first", "second"})
  void when_one_dies_its_clients_find_their_jobs_at_the_other(String victim) throws Exception {
    RandomGenerator random = Seed.of("two masters, the " + victim + " killed").round(1);
    Endpoint first = installation.endpoint();
    OwnProcess own = installation.processes(Role.MASTER).getFirst();
    List<Recording> recordings = Recording.variety();
    AcceptedJobs jobs = new AcceptedJobs(installation.store(), ThreadLocalRandom.current());
    try (SecondMaster second = SecondMaster.beside(own, installation);
        SweepWatch sweeps = SweepWatch.of(installation.environment());
        JobClient ofFirst = new JobClient(first, second.endpoint());
        JobClient ofSecond = new JobClient(second.endpoint(), first)) {
      for (Recording recording : recordings) {
        jobs.deliver(ofFirst, recording);
      }
      jobs.awaitOutcomes();
      Map<Recording, Transcript> undisturbed = jobs.transcripts(recordings);

      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> deliveries = new ArrayList<>();
        for (JobClient client : List.of(ofFirst, ofSecond)) {
          for (int i = 0; i < JOBS_EACH; i++) {
            Recording recording = Recording.any(recordings, random);
            long delay = random.nextLong(ACCEPTANCE_MILLISECONDS);
            deliveries.add(
                threads.submit(
                    () -> {
                      TimeUnit.MILLISECONDS.sleep(delay);
                      return jobs.deliver(client, recording);
                    }));
          }
        }
        TimeUnit.MILLISECONDS.sleep(random.nextLong(ACCEPTANCE_MILLISECONDS));
        if (victim.equals("first")) {
          own.kill();
        } else {
          second.kill();
        }
        for (Future<?> delivery : deliveries) {
          delivery.get();
        }
      }
      jobs.awaitOutcomes();
      jobs.check(undisturbed);
      jobs.find(victim.equals("first") ? ofSecond : ofFirst, undisturbed);
      sweeps.check();
    }
    assertThat(installation.endpoint()).isEqualTo(first);
    installation.down();
  }
}
