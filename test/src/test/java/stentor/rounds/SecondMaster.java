package stentor.rounds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import stentor.control.Endpoint;
import stentor.protocol.json.Documents;
import stentor.protocol.program.Announcement;

/**
 * A master beside an environment's own: the same program with the same arguments, on another port.
 * It ends with this process, whose pipe it reads.
 */
final class SecondMaster implements AutoCloseable {

  private static final String NAME = "second";

  private final Process process;
  private final Endpoint endpoint;

  private SecondMaster(Process process, Endpoint endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts one and waits until it serves. */
  static SecondMaster beside(OwnProcess first, Installation installation) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(first));
    builder.environment().put("STENTOR_HOME", installation.home().toString());
    builder.redirectError(installation.environment().resolve("logs/second.errors").toFile());
    Process process = builder.start();
    BufferedReader announcements =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = Optional.ofNullable(announcements.readLine()).orElse("");
    Announcement announcement =
        Documents.read(line.getBytes(StandardCharsets.UTF_8), Announcement.class);
    URI url = URI.create("http://127.0.0.1:" + announcement.port().orElseThrow());
    return new SecondMaster(process, new Endpoint(url, installation.endpoint().token()));
  }

  /** The first one's words, with a port, a name and a log of its own. */
  private static List<String> command(OwnProcess first) throws IOException {
    Path file = Path.of("/proc", Long.toString(first.handle().pid()), "cmdline");
    List<String> words = new ArrayList<>(Arrays.asList(Files.readString(file).split("\0")));
    replace(words, "--port", "0");
    replace(words, "--name", NAME);
    words.replaceAll(word -> word.replace("logs/master.log", "logs/" + NAME + ".log"));
    return words;
  }

  private static void replace(List<String> words, String option, String value) {
    int at = words.indexOf(option);
    if (at >= 0) {
      words.set(at + 1, value);
    }
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
