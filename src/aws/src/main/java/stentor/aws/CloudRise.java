package stentor.aws;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import stentor.aws.cost.AwsPriceList;
import stentor.aws.cost.KeptPrices;
import stentor.aws.cost.PriceBook;
import stentor.aws.cost.Prices;
import stentor.aws.credentials.Identity;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.control.HumanDuration;
import stentor.control.Platform;
import stentor.control.WorkerRange;
import stentor.control.cloud.CloudSite;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.Operations;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.control.plan.Completion;
import stentor.control.plan.Plan;
import stentor.control.plan.Step.Action;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.CloudRequest;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.EnvironmentDocument.WantedModel;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.StatusDocument;

/** Brings an environment on the cloud up, or changes one that is. */
final class CloudRise {

  /** An environment that nobody ends costs money: it ends by itself unless told otherwise. */
  static final Duration USUAL_LIFE = Duration.ofHours(4);

  private final CloudEnvironment environment;
  private final EnvironmentFolder folder;

  CloudRise(CloudEnvironment environment) {
    this.environment = environment;
    this.folder = environment.folder();
  }

  /** What {@link #up} would do now. */
  PlanDocument plan(Platform.Wanted asked) throws IOException, InterruptedException {
    return new CloudPlanning(environment, this, asked).plan();
  }

  StatusDocument up(Platform.Wanted asked, EventStream events)
      throws IOException, InterruptedException {
    folder.make();
    try (WriterLock _ = environment.lock(events)) {
      if (folder.wanted().filter(wanted -> wanted.wanted() == Wanted.DOWN).isPresent()) {
        // Somebody was stopped while taking it down: that is ended first.
        var receipt = new CloudTearDown(environment).run(events);
        if (!receipt.left().isEmpty()) {
          throw new ControlException(
              new EnvironmentProblem.NotGone(folder.name(), receipt.left().size()));
        }
        folder.make();
      }
      Optional<EnvironmentDocument> before = standing();
      requireAccess(missing(asked, before));
      try (Account account = account(asked, before, events)) {
        if (before.isEmpty()) {
          new CloudPreflight(environment, asked, Clock.systemUTC()).require(account, events);
        }
        // Until the key is there nothing can be known of what is made of it.
        new GateKey(folder).make();
        Prepared prepared = prepare(asked, account);
        Plan plan = prepared.plan(account);
        apply(Operations.Kind.UP, prepared, plan, request(asked), account, events);
      }
      return environment.withItsPrices().status(events);
    }
  }

  /** Carries the plan out, where it changes anything, and keeps it as a revision. */
  private void apply(
      Operations.Kind kind,
      Prepared prepared,
      Plan plan,
      PlanDocument.Request request,
      Account account,
      EventStream events)
      throws IOException, InterruptedException {
    Revisions revisions = new Revisions(folder);
    boolean changes = plan.actions().stream().anyMatch(action -> action.change() != Change.NONE);
    if (changes) {
      Operations.require(environment.operations(events).run(kind, plan, request));
    }
    remember(prepared, account);
    if (changes || revisions.numbers().isEmpty()) {
      int number =
          revisions.add(
              environment.site().clock().instant(),
              prepared.document(),
              plan.document(folder.name(), environment.site().platform(), List.of(), request));
      events.note("This is revision %d of the environment %s".formatted(number, folder.name()));
    }
  }

  /** Makes it what it was; its end stays as it is. */
  StatusDocument rollback(int revision, EventStream events)
      throws IOException, InterruptedException {
    try (WriterLock _ = environment.lock(events)) {
      EnvironmentDocument before =
          standing()
              .orElseThrow(() -> new ControlException(new EnvironmentProblem.NotUp(folder.name())));
      Revisions revisions = new Revisions(folder);
      EnvironmentDocument wanted =
          revisions
              .find(revision)
              .orElseThrow(() -> unknown(revision, revisions))
              .document()
              .withExpiresAt(before.expiresAt());
      CloudSettings settings = wanted.cloud().orElseThrow();
      try (Account account =
          Account.open(
              environment.site(), Optional.of(settings.region()), settings.profile(), events)) {
        Owner owner = CloudEnvironment.owner(wanted, settings, environment.prices());
        Prepared prepared =
            new Prepared(
                environment,
                Optional.of(before),
                wanted,
                settings,
                owner,
                CloudSteps.standing(account, owner));
        apply(
            Operations.Kind.ROLLBACK,
            prepared,
            prepared.plan(account),
            Operations.noRequest(),
            account,
            events);
      }
      return environment.status(events);
    }
  }

  private ControlException unknown(int revision, Revisions revisions) {
    List<Integer> known;
    try {
      known = revisions.numbers();
    } catch (IOException unreadable) {
      known = List.of();
    }
    return new ControlException(new PlanProblem.NoSuchRevision(folder.name(), revision, known));
  }

  Optional<EnvironmentDocument> standing() throws IOException {
    return folder.wanted().filter(wanted -> wanted.wanted() != Wanted.DOWN);
  }

  /** Where one stands that is there; else where it is asked for. */
  private static Optional<String> region(
      Platform.Wanted asked, Optional<EnvironmentDocument> before) {
    return before
        .flatMap(EnvironmentDocument::cloud)
        .map(CloudSettings::region)
        .or(() -> asked.cloud().region());
  }

  private static Optional<String> profile(
      Platform.Wanted asked, Optional<EnvironmentDocument> before) {
    return asked
        .cloud()
        .profile()
        .or(() -> before.flatMap(EnvironmentDocument::cloud).flatMap(CloudSettings::profile));
  }

  /** What is missing to ask AWS anything. */
  List<AccessProblem> missing(Platform.Wanted asked, Optional<EnvironmentDocument> before) {
    return Account.missing(environment.site(), region(asked, before), profile(asked, before));
  }

  private static void requireAccess(List<AccessProblem> missing) {
    if (missing.size() == 1) {
      throw new CloudException(missing.getFirst());
    }
    if (!missing.isEmpty()) {
      throw new ControlException(new PlanProblem.Several(List.copyOf(missing)));
    }
  }

  Account account(Platform.Wanted asked, Optional<EnvironmentDocument> before, EventStream events) {
    return Account.open(environment.site(), region(asked, before), profile(asked, before), events);
  }

  /**
   * What shall be, settled.
   *
   * @param document what is wanted then
   */
  record Prepared(
      CloudEnvironment environment,
      Optional<EnvironmentDocument> before,
      EnvironmentDocument document,
      CloudSettings settings,
      Owner owner,
      Map<String, StackView> standing) {

    Prices prices() {
      return environment.prices();
    }

    /** All stacks that shall be. */
    List<StackSpec> specs() throws IOException {
      return environment.blueprint(document, settings).stacks();
    }

    /** The role that changes what is in a stack; absent: who asks does. */
    Optional<String> role(String part) {
      return part.equals(Blueprint.ROLES)
          ? Optional.empty()
          : Optional.ofNullable(standing.get(Blueprint.ROLES))
              .flatMap(roles -> Optional.ofNullable(roles.outputs().get("ServiceRoleArn")));
    }

    Plan plan(Account account) throws IOException {
      GateKey key = new GateKey(environment.folder());
      boolean written = before.equals(Optional.of(document)) && key.exists();
      FileWork work =
          new FileWork(
              environment.folder(),
              () ->
                  environment.folder().wanted().equals(Optional.of(document)) && key.exists()
                      ? Completion.DONE
                      : Completion.NOT_DONE,
              report -> {
                key.make();
                new KeptPrices(environment.folder().path()).write(environment.prices());
                environment.folder().want(document);
              });
      Action intent =
          Action.of(
                  "document",
                  "Write down what is wanted, and make the gate's key",
                  "document",
                  work)
              .changing(written ? Change.NONE : before.isPresent() ? Change.UPDATE : Change.CREATE);
      return new CloudSteps(account, owner, specs(), standing).plan(List.of(intent));
    }
  }

  Prepared prepare(Platform.Wanted asked, Account account)
      throws IOException, InterruptedException {
    Optional<EnvironmentDocument> before = standing();
    Optional<CloudSettings> settled = before.flatMap(EnvironmentDocument::cloud);
    if (settled.isPresent()) {
      requireSame(asked.cloud(), settled.get());
    }
    CloudSettings settings;
    if (settled.isPresent()) {
      settings = changed(settled.get(), asked.cloud());
    } else {
      var random = environment.site().random();
      String incarnation = new UUID(random.nextLong(), random.nextLong()).toString();
      settings =
          new Choices(account)
              .settle(asked.cloud(), incarnation, Identity.ask(account.clients(), account.calls()));
    }
    EnvironmentDocument document = document(asked, before, settings);
    CloudEnvironment priced = before.isPresent() ? environment : environment.with(prices(account));
    Owner owner = CloudEnvironment.owner(document, settings, priced.prices());
    return new Prepared(
        priced, before, document, settings, owner, CloudSteps.standing(account, owner));
  }

  private Prices prices(Account account) throws InterruptedException {
    CloudSite site = environment.site();
    return new PriceBook(
            site.environments().resolveSibling("prices").resolve(site.platform()),
            site.clock(),
            new AwsPriceList(account))
        .of(account.region());
  }

  /** What cannot be changed while it stands. */
  private void requireSame(CloudRequest asked, CloudSettings settled) {
    boolean elsewhere =
        asked.region().filter(region -> !region.equals(settled.region())).isPresent()
            || asked.network().filter(network -> network != settled.network()).isPresent();
    if (elsewhere) {
      throw new ControlException(
          new EnvironmentProblem.FixedChoice(
              folder.name(),
              settled.region(),
              settled.network().name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private static CloudSettings changed(CloudSettings settled, CloudRequest asked) {
    return new CloudSettings(
        settled.incarnation(),
        settled.account(),
        settled.region(),
        asked.profile().or(settled::profile),
        settled.principal(),
        settled.network(),
        settled.zones(),
        settled.kubernetes(),
        settled.image(),
        settled.address(),
        asked.budget().isPresent() ? asked.budget() : settled.budget());
  }

  private EnvironmentDocument document(
      Platform.Wanted asked, Optional<EnvironmentDocument> before, CloudSettings settings) {
    Instant now = environment.site().clock().instant();
    Optional<Instant> end =
        asked
            .expire()
            .map(now::plus)
            .or(() -> before.flatMap(EnvironmentDocument::expiresAt))
            .or(() -> Optional.of(now.plus(USUAL_LIFE)));
    OptionalLong idle =
        asked.idle().isPresent()
            ? OptionalLong.of(asked.idle().get().toSeconds())
            : before.map(EnvironmentDocument::idleSeconds).orElseGet(OptionalLong::empty);
    return new EnvironmentDocument(
        EnvironmentDocument.SCHEMA,
        folder.name(),
        environment.site().platform(),
        Wanted.UP,
        before.map(EnvironmentDocument::since).orElse(now),
        0,
        models(asked, before.map(EnvironmentDocument::models).orElse(List.of())),
        end,
        idle,
        Optional.empty(),
        Optional.of(settings));
  }

  private static List<WantedModel> models(Platform.Wanted asked, List<WantedModel> before) {
    Map<String, WantedModel> models = new LinkedHashMap<>();
    before.forEach(model -> models.put(model.id(), model));
    WorkerRange range = asked.workers().orElse(WorkerRange.LOCAL_DEFAULT);
    for (Platform.ModelVersion model : asked.models()) {
      WantedModel known = models.get(model.id());
      if (known == null) {
        models.put(
            model.id(), new WantedModel(model.id(), model.version(), range.min(), range.max()));
      } else if (asked.workers().isPresent()) {
        models.put(
            model.id(), new WantedModel(known.id(), known.version(), range.min(), range.max()));
      }
    }
    return List.copyOf(models.values());
  }

  /** Puts off the end: the schedule that ends it is changed before it is told. */
  EnvironmentDocument extend(Duration by, EventStream events)
      throws IOException, InterruptedException {
    try (WriterLock _ = environment.lock(events)) {
      EnvironmentDocument before =
          standing()
              .orElseThrow(() -> new ControlException(new EnvironmentProblem.NotUp(folder.name())));
      CloudSettings settings = before.cloud().orElseThrow();
      Instant end =
          before
              .expiresAt()
              .orElseThrow(
                  () -> new ControlException(new EnvironmentProblem.NoExpiry(folder.name())))
              .plus(by);
      EnvironmentDocument after = before.withExpiresAt(Optional.of(end));
      try (Account account =
          Account.open(
              environment.site(), Optional.of(settings.region()), settings.profile(), events)) {
        Owner owner = CloudEnvironment.owner(after, settings, environment.prices());
        CloudSteps steps =
            new CloudSteps(
                account,
                owner,
                environment.blueprint(after, settings).stacks(),
                CloudSteps.standing(account, owner));
        Action written =
            Action.of(
                    "document",
                    "Let the environment %s end %s later"
                        .formatted(folder.name(), HumanDuration.said(by)),
                    "document",
                    new FileWork(
                        folder,
                        () ->
                            folder.wanted().equals(Optional.of(after))
                                ? Completion.DONE
                                : Completion.NOT_DONE,
                        report -> folder.want(after)))
                .changing(Change.UPDATE);
        Plan plan =
            steps
                .plan(List.of(written))
                .only(
                    action ->
                        action.id().equals("document")
                            || action.id().equals("stack-" + Blueprint.EXPIRY));
        Operations.require(
            environment
                .operations(events)
                .run(Operations.Kind.EXTEND, plan, Operations.noRequest()));
      }
      return after;
    }
  }

  private void remember(Prepared prepared, Account account)
      throws IOException, InterruptedException {
    Inventory inventory = new Inventory(folder);
    for (StackView view : CloudSteps.standing(account, prepared.owner()).values()) {
      inventory.add(
          Inventory.of(view.name(), account.stacks().resources(view.id()), view.createdAt()));
    }
  }

  static PlanDocument.Request request(Platform.Wanted asked) {
    return new PlanDocument.Request(
        asked.models().stream()
            .map(model -> new PlanDocument.Model(model.id(), model.version()))
            .toList(),
        number(asked.workers().map(range -> (long) range.min())),
        number(asked.workers().map(range -> (long) range.max())),
        number(asked.expire().map(Duration::toSeconds)),
        number(asked.idle().map(Duration::toSeconds)),
        Optional.of(asked.cloud()));
  }

  private static OptionalLong number(Optional<Long> value) {
    return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
  }
}
