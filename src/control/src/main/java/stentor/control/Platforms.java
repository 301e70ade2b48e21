package stentor.control;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FileAccess;
import stentor.control.event.EventStream;
import stentor.control.plan.Step.Action;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.PlanProblem;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;

/**
 * Several platforms whose environments have one folder and one space of names. An environment that
 * is there belongs to the platform that its document names, one that shall be made to the one that
 * is asked for, and one of which nothing is said to the usual one. A platform is opened when it is
 * first needed. Safe for all threads.
 */
public final class Platforms implements Platform {

  private final Path environments;
  private final Platform usual;
  private final Map<String, Once> others;

  /** Opens a platform. */
  @FunctionalInterface
  public interface Opening {
    /** Opens it; may start programs and wait for them. */
    Platform open() throws InterruptedException;
  }

  /**
   * These platforms.
   *
   * @param environments holds a folder for each environment, on whatever platform
   * @param usual the one on this computer
   * @param others opens others, by their names; each is opened once
   */
  public Platforms(Path environments, Platform usual, Map<String, Opening> others) {
    this.environments = environments;
    this.usual = usual;
    this.others = new LinkedHashMap<>();
    others.forEach((name, opened) -> this.others.put(name, new Once(opened)));
  }

  /** Opens a platform once; one that could not be opened is tried again. */
  private static final class Once {
    private final Opening opening;
    private Optional<Platform> opened = Optional.empty();

    Once(Opening opening) {
      this.opening = opening;
    }

    synchronized Platform get() throws InterruptedException {
      if (opened.isEmpty()) {
        opened = Optional.of(opening.open());
      }
      return opened.get();
    }
  }

  @Override
  public String name() {
    return usual.name();
  }

  @Override
  public boolean offers(String platform) {
    return usual.name().equals(platform) || others.containsKey(platform);
  }

  private Platform named(String platform) throws InterruptedException {
    if (usual.name().equals(platform)) {
      return usual;
    }
    return Optional.ofNullable(others.get(platform))
        .orElseThrow(() -> new ControlException(new PlanProblem.OtherPlatform(platform)))
        .get();
  }

  private Platform of(EnvironmentName environment) throws InterruptedException {
    Optional<String> platform = wanted(environment).map(EnvironmentDocument::platform);
    return platform.isPresent() ? named(platform.get()) : usual;
  }

  /** Where it is, or where it shall be. */
  private Platform of(EnvironmentName environment, Optional<String> asked)
      throws InterruptedException {
    Optional<String> there =
        wanted(environment)
            .filter(document -> document.wanted() != EnvironmentDocument.Wanted.DOWN)
            .map(EnvironmentDocument::platform);
    if (there.isPresent() && asked.isPresent() && !there.equals(asked)) {
      throw new ControlException(
          new EnvironmentProblem.LivesElsewhere(environment, there.get(), asked.get()));
    }
    Optional<String> platform = asked.or(() -> there);
    return platform.isPresent() ? named(platform.get()) : usual;
  }

  @Override
  public Optional<Clock> clock(EnvironmentName environment, Optional<String> platform)
      throws InterruptedException {
    Platform found = platform.isPresent() ? of(environment, platform) : of(environment);
    return found.clock(environment, platform);
  }

  @Override
  public List<EnvironmentName> all() {
    return usual.all();
  }

  @Override
  public Optional<EnvironmentDocument> wanted(EnvironmentName environment)
      throws InterruptedException {
    EnvironmentFolder folder =
        new EnvironmentFolder(environment, environments.resolve(environment.value()));
    return FileAccess.in(folder.path(), folder::wanted);
  }

  @Override
  public StatusDocument status(EnvironmentName environment) throws InterruptedException {
    return of(environment).status(environment);
  }

  @Override
  public StatusDocument look(EnvironmentName environment) throws InterruptedException {
    return of(environment).look(environment);
  }

  @Override
  public Optional<OngoingChange> changing(EnvironmentName environment) throws InterruptedException {
    // Told by the journal alone, which looks the same wherever the environment is.
    return usual.changing(environment);
  }

  @Override
  public void follow(EnvironmentName environment, EventStream events) throws InterruptedException {
    usual.follow(environment, events);
  }

  @Override
  public PlanDocument plan(Wanted wanted, List<Action> models) throws InterruptedException {
    return of(wanted.environment(), wanted.platform()).plan(wanted, models);
  }

  @Override
  public StatusDocument up(Wanted wanted, List<Action> models, EventStream events)
      throws InterruptedException {
    Platform platform = of(wanted.environment(), wanted.platform());
    Platform before = of(wanted.environment());
    if (!before.name().equals(platform.name()) && wanted(wanted.environment()).isPresent()) {
      // Half taken down on another platform: that is ended first.
      ReceiptDocument receipt = before.down(wanted.environment(), events);
      if (!receipt.left().isEmpty()) {
        throw new ControlException(
            new EnvironmentProblem.LivesElsewhere(
                wanted.environment(), before.name(), platform.name()));
      }
    }
    return platform.up(wanted, models, events);
  }

  @Override
  public EnvironmentDocument extend(EnvironmentName environment, Duration by, EventStream events)
      throws InterruptedException {
    return of(environment).extend(environment, by, events);
  }

  @Override
  public StatusDocument rollback(EnvironmentName environment, int revision, EventStream events)
      throws InterruptedException {
    return of(environment).rollback(environment, revision, events);
  }

  @Override
  public EnvironmentDocument scale(
      EnvironmentName environment, String model, WorkerRange workers, EventStream events)
      throws InterruptedException {
    return of(environment).scale(environment, model, workers, events);
  }

  @Override
  public Optional<Endpoint> endpoint(EnvironmentName environment, EventStream events)
      throws InterruptedException {
    return of(environment).endpoint(environment, events);
  }

  @Override
  public List<NamedToken> tokens(EnvironmentName environment) throws InterruptedException {
    return of(environment).tokens(environment);
  }

  @Override
  public AccessToken addToken(EnvironmentName environment, TokenName name, EventStream events)
      throws InterruptedException {
    return of(environment).addToken(environment, name, events);
  }

  @Override
  public void revokeToken(EnvironmentName environment, TokenName name, EventStream events)
      throws InterruptedException {
    of(environment).revokeToken(environment, name, events);
  }

  @Override
  public List<ReceiptDocument.Made> made(EnvironmentName environment) throws InterruptedException {
    return of(environment).made(environment);
  }

  @Override
  public long unfinishedJobs(EnvironmentName environment) throws InterruptedException {
    return of(environment).unfinishedJobs(environment);
  }

  @Override
  public Path logs(EnvironmentName environment) {
    return usual.logs(environment);
  }

  @Override
  public ReceiptDocument down(EnvironmentName environment, EventStream events)
      throws InterruptedException {
    return of(environment).down(environment, events);
  }

  @Override
  public Optional<ReceiptDocument> lastReceipt(EnvironmentName environment)
      throws InterruptedException {
    return usual.lastReceipt(environment);
  }
}
