package stentor.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import stentor.aws.cost.KeptPrices;
import stentor.aws.cost.Prices;
import stentor.aws.credentials.CredentialSources;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.control.cloud.CloudSite;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.JournalWatch;
import stentor.control.environment.Operations;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.control.journal.JournalTail;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.CloudIdentity;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.Cost;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.Queue;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.protocol.environment.StatusDocument.Workers;

/**
 * One environment on the cloud, as seen from here.
 *
 * @param site the platform's clock and endpoints
 * @param credentials of all profiles
 * @param folder its files on this computer
 * @param writers one permit for all threads of this process that may change it
 * @param prices what things cost
 */
record CloudEnvironment(
    CloudSite site,
    CredentialSources credentials,
    EnvironmentFolder folder,
    Semaphore writers,
    Prices prices) {

  private static final Duration LOOK_PATIENCE = Duration.ofMinutes(1);
  private static final Duration WRITER_PATIENCE = Duration.ofSeconds(30);

  /** The same with these prices. */
  CloudEnvironment with(Prices other) {
    return new CloudEnvironment(site, credentials, folder, writers, other);
  }

  /** The same with the prices that are kept of it. */
  CloudEnvironment withItsPrices() throws IOException {
    return with(new KeptPrices(folder.path()).read());
  }

  WriterLock lock(EventStream events) throws IOException, InterruptedException {
    return WriterLock.take(
        folder.writerLock(),
        folder.name(),
        writers,
        WRITER_PATIENCE,
        new JournalTail(folder.journal()),
        events);
  }

  Operations operations(EventStream events) {
    return new Operations(
        folder, site.platform(), site.clock(), site.random(), site.pause(), events);
  }

  static Owner owner(EnvironmentDocument document, CloudSettings settings, Prices prices) {
    return new Owner(
        document.environment(),
        settings.account(),
        settings.incarnation(),
        settings.principal(),
        Blueprint.end(document, settings, prices));
  }

  /** Steps that make what a document for a cloud wants of what stands now. */
  CloudSteps steps(EnvironmentDocument document, Account account)
      throws IOException, InterruptedException {
    CloudSettings settings = document.cloud().orElseThrow();
    Owner owner = owner(document, settings, prices);
    return new CloudSteps(
        account,
        owner,
        blueprint(document, settings).stacks(),
        CloudSteps.standing(account, owner));
  }

  /**
   * The account in which it stands.
   *
   * @throws CloudException with {@link AccessProblem} if the credentials are of another, or none
   */
  Account account(CloudSettings settings, EventStream events) throws InterruptedException {
    Account account =
        Account.open(
            site, credentials.of(settings.profile()), Optional.of(settings.region()), events);
    boolean same = false;
    try {
      account.require(settings.account());
      same = true;
      return account;
    } finally {
      if (!same) {
        account.close();
      }
    }
  }

  /** What is seen, by somebody who looks and does not want to wait long for a network. */
  StatusDocument look(EventStream events) throws IOException, InterruptedException {
    return status(account -> account.waiting(LOOK_PATIENCE), events);
  }

  /** What is seen now. */
  StatusDocument status(EventStream events) throws IOException, InterruptedException {
    return status(account -> account, events);
  }

  private StatusDocument status(UnaryOperator<Account> asking, EventStream events)
      throws IOException, InterruptedException {
    Optional<EnvironmentDocument> wanted = folder.wanted();
    if (wanted.isEmpty() || wanted.get().cloud().isEmpty()) {
      return StatusDocument.absent(folder.name());
    }
    EnvironmentDocument document = wanted.get();
    CloudSettings settings = document.cloud().get();
    Owner owner = owner(document, settings, prices);
    try (Account account = account(settings, events)) {
      Account asked = asking.apply(account);
      return seen(document, settings, asked, CloudSteps.standing(asked, owner))
          .withIdentity(
              new CloudIdentity(
                  settings.account(),
                  settings.principal(),
                  account.credentials().kind(),
                  account.credentials().profile(),
                  account.credentials().end()));
    }
  }

  private StatusDocument seen(
      EnvironmentDocument document,
      CloudSettings settings,
      Account account,
      Map<String, StackView> standing)
      throws IOException, InterruptedException {
    List<StackSpec> specs = blueprint(document, settings).stacks();
    boolean changing = new JournalWatch(folder).changing().isPresent();
    List<ProblemStatus> problems = new ArrayList<>();
    EnvironmentState state = state(document, specs, standing, changing, problems);
    return new StatusDocument(
        StatusDocument.SCHEMA,
        folder.name(),
        Optional.of(site.platform()),
        state,
        Optional.empty(),
        Optional.of(document.since()),
        Blueprint.end(document, settings, prices),
        document.models().stream().map(CloudEnvironment::served).toList(),
        List.of(),
        List.of(),
        new Cost(
            perHour(specs, standing.keySet()),
            new Spending(folder).dollars(account, specs, standing),
            "USD",
            settings.budget()),
        problems);
  }

  private static ServedModelStatus served(EnvironmentDocument.WantedModel model) {
    return new ServedModelStatus(
        model.id(),
        model.version(),
        "und",
        "transcribe",
        new Workers(model.min(), model.max(), 0, 0),
        new Queue(0, 0, java.util.OptionalDouble.empty()));
  }

  private EnvironmentState state(
      EnvironmentDocument document,
      List<StackSpec> specs,
      Map<String, StackView> standing,
      boolean changing,
      List<ProblemStatus> problems) {
    if (document.wanted() == Wanted.DOWN) {
      return EnvironmentState.STOPPING;
    }
    Set<String> missing = new LinkedHashSet<>();
    boolean broken = false;
    boolean moving = false;
    for (StackSpec spec : specs) {
      Optional<StackView> view = Optional.ofNullable(standing.get(spec.part()));
      if (view.isEmpty()) {
        missing.add(spec.part());
      } else {
        switch (view.get().condition()) {
          case MOVING -> moving = true;
          case BROKEN, HALF_CHANGED, STUCK, PROPOSED -> {
            broken = true;
            missing.add(spec.part());
          }
          case STANDING, KEPT, GONE -> {}
        }
      }
    }
    if (missing.isEmpty() && !moving) {
      problems.add(
          ProblemStatus.of(new EnvironmentProblem.NoServiceThere(folder.name(), "Transcribing")));
      return EnvironmentState.UP;
    }
    if (changing || (moving && !broken)) {
      return EnvironmentState.STARTING;
    }
    problems.add(
        ProblemStatus.of(new EnvironmentProblem.Incomplete(folder.name(), List.copyOf(missing))));
    return EnvironmentState.FAILED;
  }

  Blueprint blueprint(EnvironmentDocument document, CloudSettings settings) throws IOException {
    GateKey key = new GateKey(folder);
    return new Blueprint(document, settings, key.exists() ? key.publicHalf() : "", prices);
  }

  static double perHour(List<StackSpec> specs, Set<String> parts) {
    return specs.stream()
        .filter(spec -> parts.contains(spec.part()))
        .mapToDouble(StackSpec::costPerHour)
        .sum();
  }
}
