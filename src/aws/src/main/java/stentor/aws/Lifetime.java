package stentor.aws;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.control.environment.Operations;
import stentor.control.event.EventStream;
import stentor.control.plan.Plan;
import stentor.control.problem.ControlException;
import stentor.control.problem.EnvironmentProblem;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.CloudSettings.Metered;
import stentor.protocol.environment.EnvironmentDocument;

/** How long an environment may live: nothing that bills by the hour is made that nothing ends. */
record Lifetime(CloudEnvironment environment) {

  /** An environment that nobody ends costs money: it ends by itself unless told otherwise. */
  static final Duration USUAL = Duration.ofHours(4);

  /** An end that passed, or would before all is made and used, does not end it again. */
  private static final Duration LEAST = Duration.ofMinutes(30);

  /** With less than that a control plane is not even made. */
  private static final Duration NONE = Duration.ofMinutes(15);

  /** The end of one that is brought up again: the one before, where it is not near or over. */
  static Instant kept(Optional<Instant> before, Instant now) {
    return before.filter(now.plus(LEAST)::isBefore).orElseGet(() -> now.plus(USUAL));
  }

  /**
   * The same with a budget reckoned anew, where by the reckoning of before it is spent.
   *
   * @throws ControlException with {@link EnvironmentProblem.NoTimeLeft} if its end is too near even
   *     so: its one schedule would be over before there is anything to end
   */
  Prepared prepared(Prepared wanted, Account account) throws IOException, InterruptedException {
    Instant now = environment.site().clock().instant();
    Prepared ahead = wanted;
    OptionalDouble budget = wanted.settings().budget();
    if (budget.isPresent() && isNear(end(wanted), now, LEAST)) {
      double dollars =
          new Spending(environment.folder()).dollars(account, wanted.specs(), wanted.standing());
      ahead = wanted.with(wanted.settings().withMetered(new Metered(now, dollars)));
    }
    Optional<Instant> end = end(ahead);
    if (isNear(end, now, NONE)) {
      boolean spent =
          ahead
              .document()
              .expiresAt()
              .filter(expiry -> isNear(Optional.of(expiry), now, NONE))
              .isEmpty();
      throw new ControlException(
          new EnvironmentProblem.NoTimeLeft(
              environment.folder().name(),
              end.orElseThrow(),
              spent ? budget : OptionalDouble.empty()));
    }
    return ahead;
  }

  private Optional<Instant> end(Prepared prepared) {
    return Blueprint.end(prepared.document(), prepared.settings(), environment.prices());
  }

  private static boolean isNear(Optional<Instant> end, Instant now, Duration least) {
    return end.filter(at -> at.isBefore(now.plus(least))).isPresent();
  }

  /**
   * Finds out whether it still lives: on a slow day the end comes before all of it stands. What was
   * made after it nothing would end any more, so it is deleted at once.
   *
   * @throws ControlException with {@link EnvironmentProblem.EndedMeanwhile}
   */
  void requireNotOver(EventStream events) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> wanted = environment.folder().wanted();
    Optional<CloudSettings> settings = wanted.flatMap(EnvironmentDocument::cloud);
    if (settings.isEmpty()) {
      return;
    }
    EnvironmentDocument document = wanted.orElseThrow();
    Optional<Instant> end = Blueprint.end(document, settings.get(), environment.prices());
    if (isNear(end, environment.site().clock().instant(), Duration.ZERO)) {
      end(document, settings.get(), events);
      throw new ControlException(
          new EnvironmentProblem.EndedMeanwhile(environment.folder().name(), end.orElseThrow()));
    }
  }

  private void end(EnvironmentDocument document, CloudSettings settings, EventStream events)
      throws IOException, InterruptedException {
    try (Account account = environment.account(settings, events)) {
      Plan ending = environment.steps(document, account).ending();
      if (!ending.actions().isEmpty()) {
        Operations.require(
            environment
                .operations(events)
                .run(Operations.Kind.EXTEND, ending, Operations.noRequest()));
      }
    }
  }
}
