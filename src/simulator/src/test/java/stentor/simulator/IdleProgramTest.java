package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The program itself, which nobody needs any more. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class IdleProgramTest {

  private static final long PATIENCE_SECONDS = 60;

  /** Long enough to tell that it stays, which can be told by no condition. */
  private static final long STAYS_SECONDS = 12;

  @TempDir private Path state;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SimulatorProcess> started = new ArrayList<>();

  private SimulatorProcess start() throws IOException {
    SimulatorProcess simulator = SimulatorProcess.start(state, "--idle", "8");
    started.add(simulator);
    return simulator;
  }

  @AfterEach
  void stop() {
    http.close();
    started.forEach(SimulatorProcess::close);
  }

  private String send(String path, String method, String body) throws Exception {
    return http.send(
            HttpRequest.newBuilder(started.getLast().address().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  @Test
  void it_ends_by_itself_and_started_again_it_is_the_same_world() throws Exception {
    Process process = start().process();
    String _ =
        send("/_simulator/resources", "POST", "{\"type\":\"T\",\"id\":\"t-1\",\"properties\":{}}");

    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();

    SimulatorProcess _ = start();
    assertThat(send("/_simulator/world", "GET", "")).contains("t-1");
  }

  /** A process that has said it has the simulator open. */
  private Process user() throws Exception {
    Process user = new ProcessBuilder("sleep", "600").start();
    String _ = send("/_simulator/users", "POST", "{\"pid\":" + user.pid() + "}");
    return user;
  }

  @Test
  void it_stays_while_a_process_has_it_open_and_ends_after_that() throws Exception {
    Process process = start().process();
    Process user = user();
    try {
      assertThat(process.waitFor(STAYS_SECONDS, TimeUnit.SECONDS)).isFalse();
    } finally {
      user.destroyForcibly();
    }
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void it_stays_while_it_holds_a_stack() throws Exception {
    SimulatorProcess simulator = start();
    Process process = simulator.process();
    Process user = user();
    try (CloudFormationClient client = simulator.stacks()) {
      client.createStack(request -> request.stackName("net").templateBody(SmallTemplates.NETWORK));
      user.destroyForcibly();

      assertThat(process.waitFor(STAYS_SECONDS, TimeUnit.SECONDS)).isFalse();
      client.deleteStack(request -> request.stackName("net"));
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }
}
