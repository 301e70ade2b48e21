package stentor.supervisor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.job.Failure;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.program.Announcement;

/**
 * A master or worker that we started. It hears of our death by the end of its standard input, and
 * tells of itself on its standard output. Safe for all threads.
 */
final class ChildProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  /**
   * ONNX Runtime 1.29 counts its runs for its maker, in files outside of our home, unless told not
   * to.
   */
  private static final Map<String, String> QUIET = Map.of("ORT_DISABLE_TELEMETRY", "1");

  private static final Duration READ_WITHIN = Duration.ofSeconds(2);

  private final String name;
  private final Process process;
  private final Thread listener;
  private volatile boolean ready;
  private volatile OptionalInt port = OptionalInt.empty();
  private volatile Optional<Failure> failure = Optional.empty();

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.listener = Thread.ofVirtual().name(name).unstarted(this::listen);
  }

  /**
   * Starts it.
   *
   * @param errors file that takes its standard error, which is empty unless the JVM itself
   *     complains
   */
  static ChildProcess start(String name, List<String> command, Path errors) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    builder.environment().putAll(QUIET);
    Process process = builder.start();
    ChildProcess child = new ChildProcess(name, process);
    child.listener.start();
    LOG.info("Started {} as process {}", name, process.pid());
    return child;
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Whether it does its work. */
  boolean ready() {
    return ready && alive();
  }

  /** TCP port on loopback where it answers, if it announced one. */
  OptionalInt port() {
    return port;
  }

  /**
   * Why it said it cannot do its work, if it did. Once it has ended, what it wrote last is read
   * first.
   */
  Optional<Failure> failure() throws InterruptedException {
    if (!alive()) {
      listener.join(READ_WITHIN);
    }
    return failure;
  }

  /** How it ended; only once it has. */
  int exitCode() {
    return process.exitValue();
  }

  /**
   * Asks it to finish what it has and end. One that is not ready has nothing to finish and is ended
   * at once: natives that are being loaded do not survive an orderly end.
   */
  void drain() {
    if (ready) {
      process.destroy();
    } else {
      process.destroyForcibly();
    }
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly();
  }

  /** Tells it that nobody waits for what it does: it hands back what it has and leaves. */
  void leave() {
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      LOG.debug("{} does not listen any more", name, gone);
    }
  }

  /** Waits for its end until {@link System#nanoTime()} is {@code deadline}. */
  void awaitEndUntil(long deadline) throws InterruptedException {
    process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** Waits for its end, and ends it if it has not ended after a while. */
  void awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("{} does not end and is killed", name);
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } catch (IOException closed) {
      LOG.debug("{} closed its output", name, closed);
    }
  }

  private void hear(String line) {
    try {
      Announcement announcement =
          Documents.read(line.getBytes(StandardCharsets.UTF_8), Announcement.class);
      switch (announcement.event()) {
        case READY -> {
          port = announcement.port();
          ready = true;
        }
        case FAILED -> failure = announcement.failure();
      }
    } catch (DocumentException noAnnouncement) {
      LOG.warn("{} wrote: {}", name, line, noAnnouncement);
    }
  }
}
