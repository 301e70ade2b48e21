package stentor.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import stentor.acceptance.Stentor;
import stentor.protocol.json.Documents;
import stentor.protocol.program.Announcement;
import stentor.protocol.program.Dist;

/**
 * The simulated cloud of a home folder, started before any command is, so that its pace is the
 * test's; commands find it and use it. Ends with the test.
 */
final class SimulatedCloud implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private SimulatedCloud(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts it.
   *
   * @param pace simulated seconds in a real one
   */
  static SimulatedCloud start(Path root, Path home, int pace) throws IOException {
    Path state = home.resolve("rehearsal");
    Files.createDirectories(state);
    Dist dist =
        new Dist(
            root.resolve("dist"),
            Path.of(System.getProperty("java.home")),
            System.getProperty("java.runtime.version"));
    List<String> command =
        new ArrayList<>(
            dist.command(
                "simulator",
                List.of(),
                List.of("--port", "0", "--state", state.toString(), "--pace", "" + pace)));
    Process process =
        new ProcessBuilder(command).redirectError(state.resolve("simulator.err").toFile()).start();
    String line = process.inputReader().readLine();
    if (line == null) {
      throw new AssertionError(
          "The simulator ended: " + Files.readString(state.resolve("simulator.err")));
    }
    Announcement announced =
        Documents.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8), Announcement.class);
    return new SimulatedCloud(
        process, URI.create("http://127.0.0.1:" + announced.port().orElseThrow()));
  }

  /** The command line with a home of its own, against this cloud. */
  static Stentor commands(Path root, Path home, Path outputs) {
    return new Stentor(root, home, outputs);
  }

  /** Where it answers. */
  URI address() {
    return address;
  }

  /** All that exists in it. */
  List<JsonNode> resources() throws IOException, InterruptedException {
    List<JsonNode> found = new ArrayList<>();
    world().path("resources").forEach(found::add);
    return found;
  }

  /** What the control door tells of the world. */
  JsonNode world() throws IOException, InterruptedException {
    return json.readTree(send(HttpRequest.newBuilder(address.resolve("/_simulator/world"))));
  }

  /** How often each action of each service was asked for. */
  JsonNode calls() throws IOException, InterruptedException {
    return json.readTree(send(HttpRequest.newBuilder(address.resolve("/_simulator/calls"))));
  }

  /** Has something go wrong, as the document says. */
  void fault(String document) throws IOException, InterruptedException {
    String _ =
        send(
            HttpRequest.newBuilder(address.resolve("/_simulator/faults"))
                .POST(BodyPublishers.ofString(document)));
  }

  /** Makes, changes or deletes a resource by hand, as the document says. */
  void change(String document) throws IOException, InterruptedException {
    String _ =
        send(
            HttpRequest.newBuilder(address.resolve("/_simulator/resources"))
                .POST(BodyPublishers.ofString(document)));
  }

  /** Has nothing go wrong any more. */
  void heal() throws IOException, InterruptedException {
    String _ = send(HttpRequest.newBuilder(address.resolve("/_simulator/faults")).DELETE());
  }

  /** Lets simulated time pass at once. */
  void advance(Duration by) throws IOException, InterruptedException {
    String _ =
        send(
            HttpRequest.newBuilder(address.resolve("/_simulator/clock"))
                .POST(BodyPublishers.ofString("{\"advanceSeconds\":" + by.toSeconds() + "}")));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError("The simulator answered " + answer.statusCode() + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.destroy();
    try {
      int _ = process.waitFor();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
