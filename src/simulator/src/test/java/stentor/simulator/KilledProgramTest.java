package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import stentor.protocol.json.Documents;

/** The program itself, killed in the middle of its work. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledProgramTest {

  @TempDir private Path state;

  @Test
  void a_stack_that_was_being_made_is_made_after_the_program_was_killed_and_started_again()
      throws IOException, InterruptedException {
    String id;
    try (SimulatorProcess first = SimulatorProcess.start(state, "--pace", "20");
        CloudFormationClient client = first.stacks()) {
      id =
          client
              .createStack(request -> request.stackName("net").templateBody(SmallTemplates.NETWORK))
              .stackId();
      first.process().destroyForcibly().waitFor();
    }
    try (SimulatorProcess again = SimulatorProcess.start(state, "--pace", "20");
        CloudFormationClient client = again.stacks()) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  client
                          .describeStacks(request -> request.stackName(id))
                          .stacks()
                          .getFirst()
                          .stackStatus()
                      == StackStatus.CREATE_COMPLETE);
      assertThat(
              Documents.read(state.resolve("simulator.json"), JsonNode.class).path("pid").asLong())
          .isEqualTo(again.process().pid());
    }
  }
}
