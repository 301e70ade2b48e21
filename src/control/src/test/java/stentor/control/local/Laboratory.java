package stentor.control.local;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import stentor.control.Endpoint;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.program.Dist;

/** A home of its own with a local platform whose supervisor is {@link SupervisorDouble}. */
final class Laboratory implements AutoCloseable {

  static final EnvironmentName NAME = EnvironmentName.DEFAULT;
  static final Platform.ModelVersion FIRST = new Platform.ModelVersion("first", "1");
  static final Platform.ModelVersion SECOND = new Platform.ModelVersion("second", "2");

  /** How long a test waits for a condition before it fails. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Deadlines DEADLINES =
      new Deadlines(
          Duration.ofMillis(300),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(6));

  final Path home;
  final List<ControlEvent> seen = new CopyOnWriteArrayList<>();
  final EventStream events = new EventStream(Clock.systemUTC(), seen::add);
  final LocalPlatform platform;
  final EnvironmentFolder folder;
  final SupervisorLauncher launcher;

  Laboratory(Path home) throws IOException {
    this(home, DEADLINES, Clock.systemUTC());
  }

  private Laboratory(Path home, Deadlines deadlines, Clock clock) throws IOException {
    this.home = home;
    Path dist = Files.createDirectories(home.resolve("dist"));
    Files.writeString(
        dist.resolve("supervisor.args"),
        "-Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC\n-cp\n\"%s\"\n%s\n"
            .formatted(
                System.getProperty("java.class.path").replace("\\", "\\\\"),
                SupervisorDouble.class.getName()));
    this.folder = new EnvironmentFolder(NAME, home.resolve("environments").resolve(NAME.value()));
    this.launcher =
        new SupervisorLauncher(
            Optional.of(
                new Dist(
                    dist,
                    Path.of(System.getProperty("java.home")),
                    System.getProperty("java.runtime.version"))),
            home);
    this.platform =
        new LocalPlatform(
            home.resolve("environments"), launcher, clock, new SecureRandom(), deadlines);
  }

  /** Where the environment is, for parts of the platform. */
  Site site() {
    return new Site(
        folder,
        launcher,
        new SupervisorWatch(),
        new Semaphore(1),
        DEADLINES,
        Clock.systemUTC(),
        new SecureRandom());
  }

  /** The same home, seen later or with less patience. */
  Laboratory with(Deadlines deadlines, Clock clock) throws IOException {
    return new Laboratory(home, deadlines, clock);
  }

  Deadlines deadlines() {
    return DEADLINES;
  }

  void behave(SupervisorDouble.Behaviour behaviour) throws IOException {
    Files.writeString(home.resolve("behaviour"), behaviour.name());
  }

  static Platform.Wanted wanted(Platform.ModelVersion... models) {
    return new Platform.Wanted(
        NAME, List.of(models), Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  static Platform.Wanted wanted(WorkerRange workers, Platform.ModelVersion... models) {
    return new Platform.Wanted(
        NAME, List.of(models), Optional.of(workers), Optional.empty(), Optional.empty(), false);
  }

  StatusDocument up(Platform.Wanted wanted) throws InterruptedException {
    return platform.up(wanted, List.of(), events);
  }

  ReceiptDocument down() throws InterruptedException {
    return platform.down(NAME, events);
  }

  Optional<Endpoint> endpoint() throws InterruptedException {
    return platform.endpoint(NAME, events);
  }

  static ControlProblem problemOf(ThrowingCall call) {
    return catchThrowableOfType(ControlException.class, call::run).problem();
  }

  /** A call that shall meet a problem. */
  interface ThrowingCall {
    void run() throws Exception;
  }

  /** The supervisor that runs; fails where none does. */
  ProcessHandle supervisor() throws IOException {
    return new SupervisorWatch().process(folder).orElseThrow();
  }

  boolean isSupervised() throws IOException {
    return new SupervisorWatch().isAlive(folder);
  }

  /** Leaves no process behind, whatever the test did. */
  @Override
  public void close() throws IOException {
    Optional<ProcessHandle> left = new SupervisorWatch().process(folder);
    if (isSupervised() && left.isPresent()) {
      left.get().destroyForcibly();
      left.get().onExit().join();
    }
  }

  static List<String> javaCommand(Class<?> program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
