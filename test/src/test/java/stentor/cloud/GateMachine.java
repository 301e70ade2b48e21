package stentor.cloud;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A machine that runs the gate's user data, with a network, processes and a root of its own; what
 * stands in for what there is told by {@code test/gate/machine}. Ends when it is closed, or with
 * this process. Needs Linux, root and OpenSSH's server.
 */
final class GateMachine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GateMachine.class);
  private static final Path ROOT = Path.of(System.getProperty("stentor.root"));
  private static final long PATIENCE_SECONDS = 120;

  private final Path folder;
  private final Process machine;
  private final Process receiver;
  private final JsonNode signal;
  private final int exit;

  private GateMachine(Path folder, Process machine, Process receiver, JsonNode signal, int exit) {
    this.folder = folder;
    this.machine = machine;
    this.receiver = receiver;
    this.signal = signal;
    this.exit = exit;
  }

  /**
   * How a program ended in it.
   *
   * @param exit its exit code
   * @param said all that it wrote
   */
  record Ended(int exit, String said) {}

  /**
   * Leaves the test out with a line that says why, where no such machine can be. In CI it fails
   * where something is missing that can be installed; what the system there allows cannot be.
   */
  static void needed() throws IOException, InterruptedException {
    String missing = "";
    boolean installable = true;
    if (!Files.isExecutable(Path.of("/usr/sbin/sshd"))) {
      missing = "needs OpenSSH's server (Debian: openssh-server)";
    } else if (!works("unshare", "--version") || !works("ip", "-V")) {
      missing = "needs the programs unshare and ip (Debian: util-linux, iproute2)";
    } else if (!works("unshare", "--mount", "--net", "--pid", "--fork", "ip", "link")) {
      missing = "needs root, and a system that lets it unshare";
      installable = false;
    }
    if (missing.isEmpty()) {
      return;
    }
    String line = "The test of the gate's user data is left out: " + missing;
    if (installable && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(line);
    }
    LOG.warn(line);
    abort(line);
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      return start(command, ProcessBuilder.Redirect.DISCARD).waitFor() == 0;
    } catch (IOException noProgram) {
      return false;
    }
  }

  private static Process start(String[] command, ProcessBuilder.Redirect output)
      throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
  }

  /**
   * Runs the template's user data to its end.
   *
   * @param folder an empty folder
   * @param fileSystem the folder that stands for the file system
   * @param values of what the user data takes from the stack, without the signal's address
   */
  static GateMachine run(Path folder, Path fileSystem, Map<String, String> values)
      throws IOException, InterruptedException {
    String address = "http://127.0.0.1:" + SignalReceiver.PORT + "/signal?signature=a%2Fb&x=1";
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put("Handle", address);
    Files.writeString(folder.resolve("user-data"), userData(all));
    Process machine =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--net",
                "--pid",
                "--fork",
                "--kill-child",
                ROOT.resolve("test/gate/machine").toString(),
                folder.toString(),
                fileSystem.toString())
            .redirectError(folder.resolve("log").toFile())
            .start();
    BufferedReader said = machine.inputReader();
    expect(said, "ready", folder);
    Process receiver =
        new ProcessBuilder(
                inside(
                    machine,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    SignalReceiver.class.getName()))
            .redirectError(folder.resolve("receiver.log").toFile())
            .start();
    BufferedReader signals = receiver.inputReader();
    expect(signals, "ready", folder);
    machine.outputWriter().append("go\n").flush();
    String ended = String.valueOf(said.readLine());
    String signal = signals.ready() ? signals.readLine() : "{}";
    return new GateMachine(
        folder,
        machine,
        receiver,
        new ObjectMapper().readTree(signal),
        Integer.parseInt(ended.replace("ended ", "")));
  }

  private static void expect(BufferedReader lines, String expected, Path folder)
      throws IOException {
    String line = lines.readLine();
    if (!expected.equals(line)) {
      throw new AssertionError(line + "\n" + Files.readString(folder.resolve("log")));
    }
  }

  /** As CloudFormation makes it of the template. */
  private static String userData(Map<String, String> values) {
    JsonNode properties =
        CloudTemplate.named("gate").resources().get("Instance").path("Properties");
    JsonNode substitution = properties.at("/UserData/Fn::Base64/Fn::Sub");
    String script = substitution.path(0).asText();
    for (Map.Entry<String, String> value : values.entrySet()) {
      script = script.replace("${" + value.getKey() + "}", value.getValue());
    }
    if (script.isBlank() || script.contains("${")) {
      throw new AssertionError("Something is left to fill in: " + script);
    }
    return script;
  }

  /** What was sent to the wait condition's address: method, target, typed, body; or nothing. */
  JsonNode signal() {
    return signal;
  }

  /** The exit code of the user data. */
  int exit() {
    return exit;
  }

  /** What the user data wrote. */
  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** A file as it is in the machine. */
  Path file(String path) {
    return Path.of("/proc", Long.toString(inner()), "root").resolve("." + folder + "/root" + path);
  }

  private long inner() {
    return machine.children().findFirst().orElseThrow().pid();
  }

  /** Runs a program of this system in the machine's network. */
  Ended program(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "program", ".txt");
    Process process =
        start(
            inside(machine, command.toArray(String[]::new)),
            ProcessBuilder.Redirect.to(output.toFile()));
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " does not end: " + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private static String[] inside(Process machine, String... command) {
    List<String> all =
        new ArrayList<>(List.of("nsenter", "--net", "--target", Long.toString(machine.pid())));
    all.addAll(List.of(command));
    return all.toArray(String[]::new);
  }

  @Override
  public void close() {
    receiver.destroy();
    machine.destroyForcibly();
  }
}
