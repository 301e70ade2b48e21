package stentor.control.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
import stentor.control.OngoingChange;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FileAccess;
import stentor.control.event.EventStream;
import stentor.control.plan.Step.Action;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
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
      throw FileAccess.unusable(environments, failed);
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
  public Optional<OngoingChange> changing(EnvironmentName environment) throws InterruptedException {
    return in(environment, LocalEnvironment::changing);
  }

  @Override
  public void follow(EnvironmentName environment, EventStream events) throws InterruptedException {
    boolean _ =
        in(
            environment,
            local -> {
              local.follow(events);
              return true;
            });
  }

  @Override
  public PlanDocument plan(Wanted wanted, List<Action> models) throws InterruptedException {
    return in(wanted.environment(), local -> local.change().plan(wanted, models));
  }

  @Override
  public StatusDocument up(Wanted wanted, List<Action> models, EventStream events)
      throws InterruptedException {
    return in(wanted.environment(), local -> local.change().up(wanted, models, events));
  }

  @Override
  public EnvironmentDocument extend(EnvironmentName environment, Duration by, EventStream events)
      throws InterruptedException {
    return in(environment, local -> local.change().extend(by, events));
  }

  @Override
  public EnvironmentDocument scale(
      EnvironmentName environment, String model, WorkerRange workers, EventStream events)
      throws InterruptedException {
    return in(environment, local -> local.change().scale(model, workers, events));
  }

  @Override
  public List<NamedToken> tokens(EnvironmentName environment) throws InterruptedException {
    return in(environment, local -> local.tokens().list());
  }

  @Override
  public AccessToken addToken(EnvironmentName environment, TokenName name, EventStream events)
      throws InterruptedException {
    return in(environment, local -> local.tokens().add(name, events));
  }

  @Override
  public void revokeToken(EnvironmentName environment, TokenName name, EventStream events)
      throws InterruptedException {
    boolean _ =
        in(
            environment,
            local -> {
              local.tokens().revoke(name, events);
              return true;
            });
  }

  @Override
  public ReceiptDocument down(EnvironmentName environment, EventStream events)
      throws InterruptedException {
    return in(environment, local -> local.change().down(events));
  }

  @Override
  public Optional<ReceiptDocument> lastReceipt(EnvironmentName environment)
      throws InterruptedException {
    return in(environment, local -> local.folder().receipt());
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
    return FileAccess.in(environment.folder().path(), () -> work.in(environment));
  }

  private LocalEnvironment environment(EnvironmentName name) {
    Site site =
        new Site(
            new EnvironmentFolder(name, environments.resolve(name.value())),
            launcher,
            watch,
            writers.computeIfAbsent(name, unknown -> new Semaphore(1)),
            deadlines,
            clock,
            random);
    return new LocalEnvironment(site, new LocalChange(site, this::freePort));
  }

  private int freePort() throws IOException {
    Set<Integer> others = new HashSet<>();
    for (EnvironmentName other : all()) {
      environment(other).port().ifPresent(others::add);
    }
    return PortChoice.choose(random, others);
  }
}
