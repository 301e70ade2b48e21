package stentor.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import stentor.aws.cost.Prices;
import stentor.aws.credentials.CredentialSources;
import stentor.control.Endpoint;
import stentor.control.OngoingChange;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.cloud.CloudSite;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FileAccess;
import stentor.control.environment.JournalWatch;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.control.plan.Step.Action;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.access.AccessToken;
import stentor.protocol.access.NamedToken;
import stentor.protocol.access.TokenName;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.speech.problem.ProblemException;

/**
 * Environments on AWS, or on whatever answers as AWS does at the site's endpoint. This version
 * makes their stacks and their cluster; what needs a service on them it refuses. Safe for all
 * threads; one object for a process.
 */
final class AwsPlatform implements Platform {

  private final CloudSite site;
  private final CredentialSources credentials;
  private final Map<EnvironmentName, Semaphore> writers = new ConcurrentHashMap<>();

  AwsPlatform(CloudSite site, CredentialSources credentials) {
    this.site = site;
    this.credentials = credentials;
  }

  @Override
  public String name() {
    return site.platform();
  }

  @Override
  public Optional<Clock> clock(EnvironmentName environment, Optional<String> platform) {
    return Optional.of(site.clock());
  }

  @Override
  public List<EnvironmentName> all() {
    return List.of();
  }

  private CloudEnvironment environment(EnvironmentName name) {
    return new CloudEnvironment(
        site,
        credentials,
        new EnvironmentFolder(name, site.environments().resolve(name.value())),
        writers.computeIfAbsent(name, unknown -> new Semaphore(1)),
        Prices.BUILT_IN);
  }

  private interface Call<T> {
    T in(CloudEnvironment environment) throws IOException, InterruptedException;
  }

  private <T> T in(EnvironmentName name, Call<T> call) throws InterruptedException {
    CloudEnvironment environment = environment(name);
    return FileAccess.in(environment.folder().path(), () -> call.in(environment.withItsPrices()));
  }

  private EventStream silent() {
    return new EventStream(site.clock());
  }

  @Override
  public Optional<EnvironmentDocument> wanted(EnvironmentName environment)
      throws InterruptedException {
    return in(environment, cloud -> cloud.folder().wanted());
  }

  @Override
  public StatusDocument status(EnvironmentName environment) throws InterruptedException {
    return look(environment);
  }

  /** An end that could not be put off is one of the problems: it comes as it was set. */
  private StatusDocument metered(CloudEnvironment cloud) throws IOException, InterruptedException {
    StatusDocument seen = cloud.look(silent());
    try {
      return new Metering(cloud).putOff(seen.cost().soFar(), silent())
          ? cloud.look(silent())
          : seen;
    } catch (ProblemException failed) {
      return seen.withProblem(ProblemStatus.of(failed.problem()));
    }
  }

  @Override
  public StatusDocument look(EnvironmentName environment) throws InterruptedException {
    return in(environment, this::metered);
  }

  @Override
  public Optional<OngoingChange> changing(EnvironmentName environment) throws InterruptedException {
    return in(environment, cloud -> new JournalWatch(cloud.folder()).changing());
  }

  @Override
  public void follow(EnvironmentName environment, EventStream events) throws InterruptedException {
    boolean _ =
        in(
            environment,
            cloud -> {
              new JournalWatch(cloud.folder()).follow(events);
              return true;
            });
  }

  @Override
  public PlanDocument plan(Wanted wanted, List<Action> models) throws InterruptedException {
    return in(wanted.environment(), cloud -> new CloudRise(cloud).plan(wanted));
  }

  /** Models are brought to the cloud by a later version: their steps are not run. */
  @Override
  public StatusDocument up(Wanted wanted, List<Action> models, EventStream events)
      throws InterruptedException {
    return in(wanted.environment(), cloud -> new CloudRise(cloud).up(wanted, events));
  }

  @Override
  public EnvironmentDocument extend(EnvironmentName environment, Duration by, EventStream events)
      throws InterruptedException {
    return in(environment, cloud -> new CloudRise(cloud).extend(by, events));
  }

  @Override
  public StatusDocument rollback(EnvironmentName environment, int revision, EventStream events)
      throws InterruptedException {
    return in(environment, cloud -> new CloudRise(cloud).rollback(revision, events));
  }

  @Override
  public EnvironmentDocument scale(
      EnvironmentName environment, String model, WorkerRange workers, EventStream events) {
    throw noService(environment, "Scaling");
  }

  @Override
  public Optional<Endpoint> endpoint(EnvironmentName environment, EventStream events) {
    throw noService(environment, "Transcribing");
  }

  @Override
  public List<NamedToken> tokens(EnvironmentName environment) {
    throw noService(environment, "Naming tokens");
  }

  @Override
  public AccessToken addToken(EnvironmentName environment, TokenName name, EventStream events) {
    throw noService(environment, "Naming tokens");
  }

  @Override
  public void revokeToken(EnvironmentName environment, TokenName name, EventStream events) {
    throw noService(environment, "Naming tokens");
  }

  private static ControlException noService(EnvironmentName environment, String asked) {
    return new ControlException(new EnvironmentProblem.NoServiceThere(environment, asked));
  }

  @Override
  public List<ReceiptDocument.Made> made(EnvironmentName environment) throws InterruptedException {
    return in(environment, cloud -> new Inventory(cloud.folder()).read().receipt());
  }

  /** None: there is no service that takes them. */
  @Override
  public long unfinishedJobs(EnvironmentName environment) {
    return 0;
  }

  @Override
  public Path logs(EnvironmentName environment) {
    return environment(environment).folder().logs();
  }

  @Override
  public ReceiptDocument down(EnvironmentName environment, EventStream events)
      throws InterruptedException {
    return in(
        environment,
        cloud -> {
          CloudTearDown tearDown = new CloudTearDown(cloud);
          if (cloud.folder().wanted().isEmpty()) {
            return tearDown.nothing();
          }
          try (WriterLock _ = cloud.lock(events)) {
            return tearDown.run(events);
          }
        });
  }

  @Override
  public Optional<ReceiptDocument> lastReceipt(EnvironmentName environment)
      throws InterruptedException {
    return in(environment, cloud -> cloud.folder().receipt());
  }
}
