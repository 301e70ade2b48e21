package stentor.aws;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.control.HumanDuration;
import stentor.control.Platform;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.Operations;
import stentor.control.environment.WriterLock;
import stentor.control.event.EventStream;
import stentor.control.plan.Plan;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.StatusDocument;

/** Brings an environment on the cloud up, or changes one that is. */
final class CloudRise {
  private final CloudEnvironment environment;
  private final EnvironmentFolder folder;
  private final Preparation preparation;

  CloudRise(CloudEnvironment environment) {
    this.environment = environment;
    this.folder = environment.folder();
    this.preparation = new Preparation(environment);
  }

  /** What {@link #up} would do now. */
  PlanDocument plan(Platform.Wanted asked) throws IOException, InterruptedException {
    return new CloudPlanning(environment, preparation, asked).plan();
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
      Optional<EnvironmentDocument> before = preparation.standing();
      requireAccess(preparation.missing(asked, before));
      try (Account account = preparation.account(asked, before, events)) {
        if (before.isEmpty()) {
          new CloudPreflight(environment, asked, Clock.systemUTC()).require(account, events);
        }
        // Until the key is there nothing can be known of what is made of it.
        new GateKey(folder).make();
        Prepared prepared = preparation.prepare(asked, account);
        Plan plan = prepared.plan(account);
        apply(Operations.Kind.UP, prepared, plan, asked.request(), account, events);
      }
      CloudEnvironment priced = environment.withItsPrices();
      new Lifetime(priced).requireNotOver(events);
      boolean _ = new Metering(priced).putOffHere(events);
      return priced.status(events);
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
    List<StackSpec> specs = prepared.specs();
    // What this deletes because it had failed has cost something too.
    double _ = new Spending(folder).note(account, specs, prepared.standing());
    prepared.removeOldProposals(account).forEach(events::problem);
    boolean changes = plan.actions().stream().anyMatch(action -> action.change() != Change.NONE);
    if (changes) {
      Operations.require(environment.operations(events).run(kind, plan, request));
    }
    Map<String, StackView> standing = CloudSteps.standing(account, prepared.owner());
    new Inventory(folder).add(account, standing.values());
    double _ = new Spending(folder).note(account, specs, standing);
    if (changes || revisions.numbers().isEmpty()) {
      int number =
          revisions.add(
              environment.site().clock().instant(),
              prepared.document(),
              plan.document(folder.name(), environment.site().platform(), List.of(), request));
      events.note("This is revision %d of the environment %s".formatted(number, folder.name()));
    }
  }

  /** Makes it what it was; its end and its budget stay as they are. */
  StatusDocument rollback(int revision, EventStream events)
      throws IOException, InterruptedException {
    try (WriterLock _ = environment.lock(events)) {
      EnvironmentDocument before = requireStanding();
      Revisions revisions = new Revisions(folder);
      EnvironmentDocument earlier =
          revisions
              .find(revision)
              .orElseThrow(() -> unknown(revision, revisions))
              .document()
              .withExpiresAt(
                  Optional.of(
                      Lifetime.kept(before.expiresAt(), environment.site().clock().instant())));
      CloudSettings now = before.cloud().orElseThrow();
      CloudSettings settings =
          earlier.cloud().orElseThrow().withSpending(now.budget(), now.metered());
      EnvironmentDocument wanted = earlier.withCloud(settings);
      try (Account account = environment.account(settings, events)) {
        Owner owner = CloudEnvironment.owner(wanted, settings, environment.prices());
        Prepared prepared =
            new Lifetime(environment)
                .prepared(
                    new Prepared(
                        environment,
                        Optional.of(before),
                        wanted,
                        settings,
                        owner,
                        CloudSteps.standing(account, owner)),
                    account);
        apply(
            Operations.Kind.ROLLBACK,
            prepared,
            prepared.plan(account),
            Operations.noRequest(),
            account,
            events);
      }
      new Lifetime(environment).requireNotOver(events);
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

  private static void requireAccess(List<AccessProblem> missing) {
    if (missing.size() == 1) {
      throw new CloudException(missing.getFirst());
    }
    if (!missing.isEmpty()) {
      throw new ControlException(new PlanProblem.Several(List.copyOf(missing)));
    }
  }

  /** Puts off the end: the schedule that ends it is changed before it is told. */
  EnvironmentDocument extend(Duration by, EventStream events)
      throws IOException, InterruptedException {
    try (WriterLock _ = environment.lock(events)) {
      EnvironmentDocument before = requireStanding();
      CloudSettings settings = before.cloud().orElseThrow();
      Instant set =
          before
              .expiresAt()
              .orElseThrow(
                  () -> new ControlException(new EnvironmentProblem.NoExpiry(folder.name())));
      Instant now = environment.site().clock().instant();
      Instant end = (set.isAfter(now) ? set : now).plus(by);
      EnvironmentDocument after = before.withExpiresAt(Optional.of(end));
      try (Account account = environment.account(settings, events)) {
        new EndChange(
                environment,
                after,
                "Let the environment %s end %s later"
                    .formatted(folder.name(), HumanDuration.said(by)))
            .run(account, events);
      }
      return after;
    }
  }

  private EnvironmentDocument requireStanding() throws IOException {
    return preparation
        .standing()
        .orElseThrow(() -> new ControlException(new EnvironmentProblem.NotUp(folder.name())));
  }
}
