package stentor.control.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import stentor.control.Endpoint;
import stentor.control.Platform;
import stentor.control.event.EventStream;
import stentor.control.problem.ControlException;
import stentor.control.problem.InstallationProblem;
import stentor.control.problem.IoReason;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;

/**
 * Environments on this computer. Each has a folder, whose files are all that is said between this
 * class and the supervisor which keeps the environment: {@code environment.json} tells what is
 * wanted, {@code status.json} what is. Safe for all threads; one object for a process, because a
 * process cannot keep its own locks apart.
 */
public final class LocalPlatform implements Platform {

  /** How documents and the command line call this platform. */
  public static final String NAME = "local";

  private final Path environments;
  private final SupervisorLauncher launcher;
  private final Clock clock;
  private final RandomGenerator random;
  private final Deadlines deadlines;
  private final SupervisorWatch watch = new SupervisorWatch();
  private final Map<EnvironmentName, Semaphore> writers = new ConcurrentHashMap<>();

  /**
   * The platform whose environments lie in this folder.
   *
   * @param environments holds a folder for each environment; may not exist yet
   * @param launcher starts supervisors
   * @param random makes tokens and chooses ports: a secure one
   */
  public LocalPlatform(
      Path environments,
      SupervisorLauncher launcher,
      Clock clock,
      RandomGenerator random,
      Deadlines deadlines) {
    this.environments = environments;
    this.launcher = launcher;
    this.clock = clock;
    this.random = random;
    this.deadlines = deadlines;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<EnvironmentName> all() {
    try (Stream<Path> folders = Files.list(environments)) {
      return folders
          .map(folder -> EnvironmentName.of(folder.getFileName().toString()))
          .flatMap(Optional::stream)
          .sorted(Comparator.comparing(EnvironmentName::value))
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failed) {
      throw unusable(environments, failed);
    }
  }

  @Override
  public Optional<EnvironmentDocument> wanted(EnvironmentName environment)
      throws InterruptedException {
    return in(environment, local -> local.folder().wanted());
  }

  @Override
  public long unfinishedJobs(EnvironmentName environment) throws InterruptedException {
    return in(environment, local -> local.folder().unfinishedJobs());
  }

  @Override
  public StatusDocument status(EnvironmentName environment) throws InterruptedException {
    return in(environment, LocalEnvironment::status);
  }

  @Override
  public StatusDocument look(EnvironmentName environment) throws InterruptedException {
    return in(environment, LocalEnvironment::look);
  }

  @Override
  public Optional<Endpoint> endpoint(EnvironmentName environment, EventStream events)
      throws InterruptedException {
    return in(environment, local -> local.endpoint(events));
  }

  @Override
  public StatusDocument up(Wanted wanted, EventStream events) throws InterruptedException {
    return in(wanted.environment(), local -> local.up(wanted, new NewEnvironment(), NAME, events));
  }

  @Override
  public ReceiptDocument down(EnvironmentName environment, EventStream events)
      throws InterruptedException {
    return in(environment, local -> local.down(events));
  }

  @Override
  public Path logs(EnvironmentName environment) {
    return environment(environment).folder().logs();
  }

  private interface Work<T> {
    T in(LocalEnvironment environment) throws IOException, InterruptedException;
  }

  private <T> T in(EnvironmentName name, Work<T> work) throws InterruptedException {
    LocalEnvironment environment = environment(name);
    try {
      return work.in(environment);
    } catch (ClosedByInterruptException interrupted) {
      // An interrupt closes the file that is being read or written, and stays set.
      boolean _ = Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(interrupted);
    } catch (IOException failed) {
      throw unusable(environment.folder().path(), failed);
    }
  }

  private LocalEnvironment environment(EnvironmentName name) {
    return new LocalEnvironment(
        new EnvironmentFolder(name, environments.resolve(name.value())),
        launcher,
        watch,
        writers.computeIfAbsent(name, unknown -> new Semaphore(1)),
        deadlines,
        clock);
  }

  private static ControlException unusable(Path path, IOException failed) {
    return new ControlException(
        new InstallationProblem.HomeUnusable(path, IoReason.of(failed)), failed);
  }

  private final class NewEnvironment implements LocalEnvironment.Founding {
    @Override
    public int port() throws IOException {
      Set<Integer> others = new HashSet<>();
      for (EnvironmentName other : all()) {
        environment(other).port().ifPresent(others::add);
      }
      return PortChoice.choose(random, others);
    }

    @Override
    public void token(EnvironmentFolder folder) throws IOException {
      folder.makeToken(random);
    }
  }
}
