package stentor.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.model.ModelDocument;
import stentor.protocol.model.ModelFile;
import stentor.protocol.model.ModelTask;
import stentor.protocol.program.Dist;

/**
 * An environment of the built programs with the engine that takes no time, in a home folder of its
 * own: supervisor, master and workers as users have them. Closing it ends them all.
 */
final class NoopEnvironment implements AutoCloseable {

  private static final String MODEL = "noop";
  private static final String VERSION = "1";
  private static final Duration START = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process supervisor;
  private final Path folder;
  private final EnvironmentDocument document;
  private final String token;

  private NoopEnvironment(
      Process supervisor, Path folder, EnvironmentDocument document, String token) {
    this.supervisor = supervisor;
    this.folder = folder;
    this.document = document;
    this.token = token;
  }

  /**
   * Starts it and waits until it is up.
   *
   * @param dist folder of the built programs
   * @param home an empty folder
   */
  static NoopEnvironment start(Path dist, Path home, int workers)
      throws IOException, InterruptedException {
    EnvironmentName name = new EnvironmentName("load");
    Path folder = Files.createDirectories(home.resolve("environments").resolve(name.value()));
    Files.createDirectories(folder.resolve("logs"));
    writeModel(home);
    String token =
        HexFormat.of().formatHex(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
    Files.writeString(folder.resolve("token"), token);
    EnvironmentDocument document =
        new EnvironmentDocument(
            1,
            name,
            "local",
            Wanted.UP,
            Instant.now(),
            freePort(),
            List.of(new WantedModel(MODEL, VERSION, workers, workers)),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty());
    DocumentFiles.replace(folder.resolve("environment.json"), document);
    NoopEnvironment environment =
        new NoopEnvironment(launch(dist, home, folder, name), folder, document, token);
    environment.awaitUp();
    return environment;
  }

  private static void writeModel(Path home) throws IOException {
    Path place = Files.createDirectories(home.resolve("models").resolve(MODEL).resolve(VERSION));
    Files.writeString(place.resolve("nothing.txt"), "");
    DocumentFiles.replace(
        place.resolve(ModelDocument.FILE),
        new ModelDocument(
            1,
            MODEL,
            VERSION,
            "Takes no time",
            ModelTask.TRANSCRIBE,
            "noop",
            List.of("en"),
            "Apache-2.0",
            "none",
            16_000,
            List.of(
                new ModelFile(
                    "nothing.txt",
                    0,
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))));
  }

  private static Process launch(Path dist, Path home, Path folder, EnvironmentName name)
      throws IOException {
    Dist programs =
        new Dist(
            dist,
            Path.of(System.getProperty("java.home")),
            System.getProperty("java.runtime.version"));
    List<String> command =
        new ArrayList<>(
            programs.command("supervisor", List.of(), List.of("--environment", name.value())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("logs").resolve("supervisor.out").toFile());
    builder.environment().put("STENTOR_HOME", home.toString());
    return builder.start();
  }

  private void awaitUp() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!state().equals("up")) {
      if (!supervisor.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IOException("The environment is " + state() + ", see " + folder);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private String state() throws IOException {
    Path status = folder.resolve("status.json");
    if (!Files.exists(status)) {
      return "absent";
    }
    JsonNode state = JSON.readTree(Files.readAllBytes(status)).get("state");
    return state == null ? "absent" : state.asText();
  }

  int port() {
    return document.port();
  }

  String token() {
    return token;
  }

  /** Processor time that each program has used so far, in seconds. */
  Map<String, Double> processorSeconds() {
    Map<String, Double> seconds = new TreeMap<>();
    Stream.concat(Stream.of(supervisor.toHandle()), supervisor.descendants())
        .forEach(
            process ->
                seconds.merge(
                    program(process),
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3,
                    Double::sum));
    return seconds;
  }

  private static String program(ProcessHandle process) {
    String line = process.info().commandLine().orElse("");
    return Stream.of("--decode", "supervisor", "master", "worker")
        .filter(name -> line.contains(name.startsWith("--") ? name : name + ".args"))
        .findFirst()
        .orElse("other");
  }

  /** The environment's folder, with its job store and its logs. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    DocumentFiles.replace(folder.resolve("environment.json"), document.withWanted(Wanted.STOPPED));
    try {
      if (!supervisor.waitFor(30, TimeUnit.SECONDS)) {
        supervisor.destroyForcibly();
      }
    } catch (InterruptedException hurried) {
      supervisor.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
