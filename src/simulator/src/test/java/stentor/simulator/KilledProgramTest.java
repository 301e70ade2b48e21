package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
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
    try (Running first = new Running(state)) {
      id =
          first
              .client()
              .createStack(request -> request.stackName("net").templateBody(SmallTemplates.NETWORK))
              .stackId();
      first.kill();
    }
    try (Running again = new Running(state)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  again
                          .client()
                          .describeStacks(request -> request.stackName(id))
                          .stacks()
                          .getFirst()
                          .stackStatus()
                      == StackStatus.CREATE_COMPLETE);
      assertThat(
              Documents.read(state.resolve("simulator.json"), JsonNode.class).path("pid").asLong())
          .isEqualTo(again.process.pid());
    }
  }

  private static final class Running implements AutoCloseable {

    private final Process process;
    private final CloudFormationClient client;

    Running(Path state) throws IOException {
      process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      SimulatorProgram.class.getName(),
                      "--state",
                      state.toString(),
                      "--pace",
                      "20"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      BufferedReader reader = process.inputReader();
      String line = reader.readLine();
      assertThat(line).contains("ready");
      int port =
          Documents.read(state.resolve("simulator.json"), JsonNode.class).path("port").asInt();
      client =
          CloudFormationClient.builder()
              .endpointOverride(URI.create("http://127.0.0.1:" + port))
              .region(Region.EU_CENTRAL_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create("AKIASIMULATED", "secret")))
              .httpClient(UrlConnectionHttpClient.create())
              .build();
    }

    CloudFormationClient client() {
      return client;
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
      client.close();
      process.destroyForcibly();
    }
  }
}
