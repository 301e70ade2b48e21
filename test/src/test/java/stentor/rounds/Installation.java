package stentor.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stentor.acceptance.Stentor;
import stentor.control.Endpoint;
import stentor.jobs.store.FolderJobStore;
import stentor.jobs.store.JobStore;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.json.DocumentFiles;
import stentor.protocol.json.Documents;
import stentor.rounds.OwnProcess.Role;

/**
 * A home folder of its own with the no-op model and one environment, driven by the built command
 * line, and all the processes that belong to it. Safe for all threads.
 */
public final class Installation implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT =
      Path.of(System.getProperty("stentor.root", "..")).toAbsolutePath().normalize();

  private final Path home;
  private final Path visibleHome;
  private final Stentor stentor;

  private Installation(Path home, Path visibleHome, Stentor stentor) {
    this.home = home;
    this.visibleHome = visibleHome;
    this.stentor = stentor;
  }

  /**
   * Makes one.
   *
   * @param folder holds home folder and outputs; exists
   * @param millisecondsPerAudioSecond how slow the engine is
   */
  public static Installation in(Path folder, int millisecondsPerAudioSecond) throws IOException {
    Path home = Files.createDirectories(folder.toRealPath().resolve("home"));
    NoopModel.install(home, millisecondsPerAudioSecond);
    return at(home, folder);
  }

  /** The one with this home folder. */
  static Installation at(Path home, Path folder) throws IOException {
    Path outputs = Files.createDirectories(folder.toRealPath().resolve("outputs"));
    return new Installation(home, home, new Stentor(ROOT, home, outputs));
  }

  /** The same, when its home or some of it lies on a disk of its own. */
  Installation on(MountedFolder disk) {
    return new Installation(home, disk.fromOutside(home), stentor.by(disk.enter()));
  }

  /** The command line. */
  Stentor stentor() {
    return stentor;
  }

  Path home() {
    return home;
  }

  /** The environment's folder, as this process sees it. */
  Path environment() {
    return visibleHome.resolve("environments/default");
  }

  /** The same, with these variables in the environment of each command. */
  Installation with(Map<String, String> variables) {
    return new Installation(home, visibleHome, stentor.with(variables));
  }

  /**
   * Has it keep its jobs elsewhere from now on; it must be up, and is down for a moment.
   *
   * @param store {@code s3://BUCKET/PREFIX}
   */
  void keepJobsIn(URI store) throws IOException {
    Path file = environment().resolve("environment.json");
    EnvironmentDocument up = Documents.read(file, EnvironmentDocument.class);
    DocumentFiles.replace(file, up.withWanted(EnvironmentDocument.Wanted.STOPPED));
    await().atMost(Duration.ofMinutes(1)).until(() -> processes().isEmpty());
    DocumentFiles.replace(
        file,
        new EnvironmentDocument(
            up.schema(),
            up.environment(),
            up.platform(),
            EnvironmentDocument.Wanted.UP,
            up.since(),
            up.port(),
            up.models(),
            up.expiresAt(),
            up.idleSeconds(),
            Optional.of(store)));
  }

  /** The job store in the environment's folder. */
  JobStore store() throws IOException {
    return FolderJobStore.in(environment(), Clock.systemUTC());
  }

  /** Brings the environment up with so many workers. */
  public void up(String workers) {
    Stentor.Result up = stentor.run("up", "--model", NoopModel.ID, "--workers", workers);
    assertThat(up.exit()).as(up.err()).isZero();
  }

  /** Where it is, as the command line says; starts it again where it should run and does not. */
  public Endpoint endpoint() {
    return stentor.endpoint();
  }

  /** What {@code status --json} says; starts it again where it should run and does not. */
  JsonNode status() throws IOException {
    Stentor.Result result = stentor.run("status", "--json");
    assertThat(result.exit()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }

  /** Takes it down and sees that nothing is left. */
  void down() {
    Stentor.Result down = stentor.run("down", "--yes");
    assertThat(down.exit()).as(down.err() + down.out()).isZero();
    assertThat(down.lastLine()).isEqualTo("nothing left");
    assertThat(processes()).as("processes after down").isEmpty();
  }

  /** All its processes. */
  List<OwnProcess> processes() {
    return OwnProcess.of(home);
  }

  /** Its processes that do this. */
  List<OwnProcess> processes(Role role) {
    return processes().stream().filter(process -> process.role() == role).toList();
  }

  /** What is in the environment's folder. */
  List<String> kept() throws IOException {
    try (Stream<Path> entries = Files.list(environment())) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /** The environment's locks that somebody holds. */
  List<String> heldLocks() throws IOException {
    List<String> held = new ArrayList<>();
    for (String lock : List.of("writer.lock", "supervisor.lock")) {
      Path file = environment().resolve(lock);
      if (Files.exists(file)) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock taken = channel.tryLock()) {
          if (taken == null) {
            held.add(lock);
          }
        }
      }
    }
    return held;
  }

  /** Whether nobody listens there. */
  static boolean refuses(URI url) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      return !socket.isConnected();
    } catch (ConnectException refused) {
      return true;
    }
  }

  /** Ends what is left by force, and leaves the files: they tell why a test failed. */
  @Override
  public void close() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              List<OwnProcess> left = processes();
              left.forEach(OwnProcess::kill);
              return left.isEmpty();
            });
  }
}
