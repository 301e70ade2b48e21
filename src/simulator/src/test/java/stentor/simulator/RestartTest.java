package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** A killed simulator leaves its file as a copy of it, taken while it runs, is. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RestartTest {

  @TempDir private Path state;
  @TempDir private Path copy;

  @Test
  void a_simulator_that_was_killed_goes_on_with_the_same_stacks_and_time() throws IOException {
    String id;
    Instant seen;
    try (RunningSimulator first = new RunningSimulator(state, 60)) {
      id = first.create("net", SmallTemplates.NETWORK, Map.of());
      first.post("faults", "{\"kind\":\"fail_resource\",\"type\":\"AWS::SQS::Queue\",\"times\":3}");
      first.post("clock", "{\"advanceSeconds\":86400}");
      Files.copy(
          state.resolve("world.json"),
          copy.resolve("world.json"),
          StandardCopyOption.REPLACE_EXISTING);
      first.awaitStatus(id, StackStatus.CREATE_COMPLETE);
      seen = created(first, id);
    }
    try (RunningSimulator again = new RunningSimulator(copy, 60)) {
      assertThat(again.simulator().world().now()).isAfter(Instant.now().plusSeconds(86000));
      again.awaitStatus(id, StackStatus.CREATE_COMPLETE);
      assertThat(created(again, id)).isEqualTo(seen);
      assertThat(again.stack("net").outputs()).hasSize(3);
      assertThat(again.get("faults")).contains("\"times\":3");
      again.client().deleteStack(request -> request.stackName("net"));
      again.awaitStatus(id, StackStatus.DELETE_COMPLETE);
    }
  }

  @Test
  void time_goes_on_while_nobody_asks() throws IOException {
    try (RunningSimulator simulator = new RunningSimulator(state, 600)) {
      String id = simulator.create("net", SmallTemplates.NETWORK, Map.of());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Files.readString(state.resolve("world.json")).contains("CREATE_COMPLETE"));
      assertThat(simulator.stack(id).stackName()).isEqualTo("net");
    }
  }

  private static Instant created(RunningSimulator simulator, String id) {
    StackEvent newest =
        simulator
            .client()
            .describeStackEvents(request -> request.stackName(id))
            .stackEvents()
            .getFirst();
    return newest.timestamp();
  }
}
