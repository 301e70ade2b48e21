package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
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
import stentor.protocol.job.JobId;

/** A command that was killed in its midst leaves nothing behind that the next one cannot handle. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "finds processes in /proc")
@Execution(ExecutionMode.CONCURRENT)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledCommandsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void the_next_command_ends_where_it_was_meant_to() throws Exception {
    Seed seed = Seed.of("up and down killed");
    int rounds = Seed.rounds(20, 200);
    try (Installation installation = Installation.in(folder, 0)) {
      Commands commands = new Commands(installation);
      commands.check(Command.UP);
      commands.check(Command.DOWN);
      for (int round = 1; round <= rounds; round++) {
        long begun = System.nanoTime();
        RandomGenerator random = seed.round(round);
        boolean useful = random.nextInt(10) > 0;
        Command killed = commands.isUp() == useful ? Command.DOWN : Command.UP;
        KillMoment moment = commands.moment(killed, random);
        boolean inTime = commands.kill(killed, moment);
        Command next = Command.values()[random.nextInt(Command.values().length)];
        String told =
            "round %d of %d: %s killed %s%s, then %s"
                .formatted(round, rounds, killed, moment, inTime ? "" : " (had ended)", next);
        try {
          commands.check(next);
        } catch (Throwable wrong) {
          throw new AssertionError(told, wrong);
        }
        System.out.printf("%s: %.1f s%n", told, (System.nanoTime() - begun) / 1e9);
      }
      installation.down();
    }
  }

  private enum Command {
    UP,
    DOWN,
    STATUS;

    String[] words() {
      return switch (this) {
        case UP -> new String[] {"up", "--model", NoopModel.ID, "--workers", "1..1"};
        case DOWN -> new String[] {"down", "--yes"};
        case STATUS -> new String[] {"status"};
      };
    }

    @Override
    public String toString() {
      return words()[0];
    }
  }

  /** Commands on one environment, and what must be true after each. */
  private static final class Commands {
    private final Installation installation;
    private final Recording recording;
    private final List<URI> addresses = new ArrayList<>();
    private final Map<Command, Duration> usual = new EnumMap<>(Command.class);
    private boolean up;

    Commands(Installation installation) throws IOException {
      this.installation = installation;
      this.recording = Recording.brief(1);
    }

    boolean isUp() {
      return up;
    }

    KillMoment moment(Command killed, RandomGenerator random) {
      return KillMoment.of(
          random,
          usual.getOrDefault(killed, Duration.ZERO),
          installation.environment(),
          killed == Command.UP);
    }

    /** Starts a command and kills it then; false where it had ended by itself. */
    boolean kill(Command command, KillMoment moment) throws InterruptedException {
      Process process = start(command).process();
      boolean inTime = moment.await(process, installation.environment());
      process.destroyForcibly().waitFor();
      return inTime;
    }

    private Stentor.Running start(Command command) {
      return installation.stentor().start(command.words());
    }

    /** Runs a command to its end and sees that it did what it says. */
    void check(Command command) throws Exception {
      boolean changes = (command == Command.UP) != up && command != Command.STATUS;
      long begun = System.nanoTime();
      Stentor.Result result = start(command).await();
      if (changes) {
        usual.merge(
            command,
            Duration.ofNanos(System.nanoTime() - begun),
            (one, other) -> one.compareTo(other) < 0 ? one : other);
      }
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.err()).doesNotContain("\tat ", "Exception");
      switch (command) {
        case UP -> checkUp();
        case DOWN -> {
          assertThat(result.lastLine()).isEqualTo("nothing left");
          checkDown();
        }
        case STATUS -> {
          if (settled().equals("up")) {
            checkUp();
          } else {
            checkNothingRuns();
          }
        }
      }
    }

    /** Where the environment ends up when it is only looked at. */
    private String settled() {
      return await()
          .atMost(PATIENCE)
          .until(
              () -> {
                JsonNode status = installation.status();
                return status.get("state").asText();
              },
              state -> state.equals("up") || state.equals("absent"));
    }

    private void checkUp() throws Exception {
      Endpoint endpoint = installation.endpoint();
      try (JobClient client = new JobClient(endpoint)) {
        JobClient.Answer answer =
            client.transcribe(
                recording, JobId.next(Clock.systemUTC(), ThreadLocalRandom.current()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("samples");
      }
      addresses.add(endpoint.url());
      up = true;
    }

    private void checkDown() throws Exception {
      checkNothingRuns();
      assertThat(installation.kept())
          .isSubsetOf("logs", "receipt.json", "writer.lock", "supervisor.lock");
      assertThat(installation.heldLocks()).isEmpty();
      assertThat(installation.status().get("state").asText()).isEqualTo("absent");
    }

    private void checkNothingRuns() throws IOException {
      assertThat(installation.processes()).isEmpty();
      for (URI address : addresses) {
        assertThat(Installation.refuses(address)).as(address.toString()).isTrue();
      }
      up = false;
    }
  }
}
