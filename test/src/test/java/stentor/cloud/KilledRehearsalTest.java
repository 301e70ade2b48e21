package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import stentor.acceptance.Stentor;

/**
 * Commands about an environment on the cloud that are killed at any moment: the next one ends where
 * it was meant to, no stack is made twice, nothing is left and nothing is asked.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledRehearsalTest {

  private static final Path ROOT = Path.of(System.getProperty("stentor.root"));
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A spin-up of 12 minutes in 2 s: most of it is then our own work. */
  private static final int PACE = 400;

  /** Longer than this computer can be busy with something else, at that pace. */
  private static final String LONG_LIFE = "300h";

  private static final int MOST_KILLS_IN_A_ROW = 4;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void the_next_command_ends_where_it_was_meant_to() throws Exception {
    long seed = Long.getLong("stentor.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("rehearsal killed: -Dstentor.seed=" + seed);
    int kills = Integer.getInteger("stentor.rounds", Boolean.getBoolean("stentor.long") ? 300 : 20);
    Path home = folder.resolve("home");
    RandomGenerator random = new SplittableRandom(seed);
    try (SimulatedCloud cloud = SimulatedCloud.start(ROOT, home, PACE)) {
      Stentor stentor = SimulatedCloud.commands(ROOT, home, folder);
      Duration up = timed(stentor, "up", "--on", "rehearsal", "--expire", LONG_LIFE);
      Duration down = timed(stentor, "down", "--yes");
      assertThat(cloud.resources()).isEmpty();
      int killed = 0;
      while (killed < kills) {
        int inTime = kill(stentor, random, up, "up", "--on", "rehearsal", "--expire", LONG_LIFE);
        Stentor.Result raised =
            stentor.run("up", "--on", "rehearsal", "--expire", LONG_LIFE, "--json");
        assertThat(raised.exit()).as(raised.err()).isZero();
        assertThat(JSON.readTree(raised.out()).path("state").asText()).isEqualTo("up");
        assertNoStackTwice(cloud);
        inTime += kill(stentor, random, down, "down", "--yes");
        Stentor.Result taken = stentor.run("down", "--yes");
        assertThat(taken.exit()).as(taken.err()).isZero();
        assertThat(taken.lastLine()).isEqualTo("nothing left");
        assertThat(cloud.resources()).isEmpty();
        assertThat(raised.err() + taken.err()).doesNotContain("\tat ", "[y/N]");
        killed += Math.max(1, inTime);
        System.out.printf("rehearsal killed: %d of %d%n", killed, kills);
      }
    }
  }

  /** How many of some attempts at a command were killed before they had ended. */
  private static int kill(Stentor stentor, RandomGenerator random, Duration usual, String... words)
      throws Exception {
    int inTime = 0;
    int attempts = 1 + random.nextInt(MOST_KILLS_IN_A_ROW);
    for (int attempt = 1; attempt <= attempts; attempt++) {
      Process process = stentor.start(words).process();
      boolean ended = process.waitFor(random.nextLong(usual.toMillis()) + 1, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      inTime += ended ? 0 : 1;
    }
    return inTime;
  }

  private static Duration timed(Stentor stentor, String... words) {
    long begun = System.nanoTime();
    Stentor.Result result = stentor.run(words);
    assertThat(result.exit()).as(result.err()).isZero();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void assertNoStackTwice(SimulatedCloud cloud)
      throws IOException, InterruptedException {
    Set<String> names = new HashSet<>();
    for (JsonNode stack : cloud.world().path("stacks")) {
      if (!stack.path("status").asText().equals("DELETE_COMPLETE")) {
        assertThat(names.add(stack.path("name").asText())).as(stack.toString()).isTrue();
      }
    }
    assertThat(names).hasSize(9);
    Set<String> types = new HashSet<>();
    for (JsonNode resource : cloud.resources()) {
      String type = resource.path("type").asText();
      if (Set.of("AWS::EKS::Cluster", "AWS::EC2::VPC", "AWS::EFS::FileSystem").contains(type)) {
        assertThat(types.add(type)).as("two of " + type).isTrue();
      }
    }
  }
}
