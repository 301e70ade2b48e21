package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import stentor.protocol.json.Documents;

/**
 * The program as a process of its own.
 *
 * @param process it
 * @param state its folder
 */
record SimulatorProcess(Process process, Path state) implements AutoCloseable {

  /** Starts it with these options beside its folder, and waits until it is ready. */
  static SimulatorProcess start(Path state, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorProgram.class.getName(),
                "--state",
                state.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.inputReader().readLine()).contains("ready");
    return new SimulatorProcess(process, state);
  }

  /** Where it answers. */
  URI address() throws IOException {
    return URI.create(
        "http://127.0.0.1:"
            + Documents.read(state.resolve("simulator.json"), JsonNode.class).path("port").asInt());
  }

  /** A client of its stacks, which its user closes. */
  CloudFormationClient stacks() throws IOException {
    return CloudFormationClient.builder()
        .endpointOverride(address())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(Account.USER))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
