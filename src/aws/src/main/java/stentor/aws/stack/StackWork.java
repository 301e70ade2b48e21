package stentor.aws.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.StackProblem;
import stentor.control.plan.Completion;
import stentor.control.plan.Pause;
import stentor.control.plan.StepReport;
import stentor.control.plan.Work;

/**
 * Makes one stack what it shall be, or deletes it. Everything is read back from CloudFormation: a
 * stack of this environment that is there already is adopted in whatever state it is.
 */
public final class StackWork implements Work {

  /** One deletion of what failed before, one creation, one update, and what others do meanwhile. */
  private static final int MOST_TURNS = 8;

  private static final int MOST_DELETIONS = 5;

  private final Stacks stacks;
  private final Owner owner;
  private final StackSpec spec;
  private final Role role;
  private final Blockers blockers;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;

  /** The role that makes what is in a stack. */
  @FunctionalInterface
  public interface Role {
    /** Its ARN; absent: who asks does it. */
    Optional<String> arn() throws InterruptedException;
  }

  /** Mends what keeps a stack from being deleted. */
  @FunctionalInterface
  public interface Blockers {
    /**
     * Removes what can be removed.
     *
     * @param types types of the resources that could not be deleted
     */
    void mend(List<String> types, StepReport report) throws InterruptedException;
  }

  /** Work on this stack. */
  public StackWork(
      Stacks stacks,
      Owner owner,
      StackSpec spec,
      Role role,
      Blockers blockers,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    this.stacks = stacks;
    this.owner = owner;
    this.spec = spec;
    this.role = role;
    this.blockers = blockers;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  private String name() {
    return owner.stackName(spec.part());
  }

  private Optional<StackView> find() throws InterruptedException {
    Optional<StackView> found =
        stacks.find(name()).filter(view -> view.condition() != StackView.Condition.GONE);
    Optional<StackView> foreign =
        found.filter(
            view -> !owner.incarnation().equals(view.tags().getOrDefault(Owner.INCARNATION, "")));
    if (foreign.isPresent()) {
      throw new CloudException(
          new StackProblem.Foreign(name(), foreign.get().tags().getOrDefault(Owner.OWNER, "")));
    }
    return found;
  }

  /** Whether nothing is there of it. */
  public boolean isGone() throws InterruptedException {
    return find().isEmpty();
  }

  @Override
  public Completion look() throws InterruptedException {
    Optional<StackView> found = find();
    if (found.isEmpty()) {
      return Completion.NOT_DONE;
    }
    return spec.standsAs(found.get()) ? Completion.DONE : Completion.PARTLY;
  }

  @Override
  public void run(StepReport report) throws InterruptedException {
    Instant begun = clock.instant();
    Turn turn = Turn.OTHERS;
    int made = 0;
    for (int turns = 1; turns <= MOST_TURNS; turns++) {
      Optional<StackView> found = find();
      if (found.filter(spec::standsAs).isPresent()) {
        return;
      }
      if (found.isEmpty()) {
        stacks.create(owner, spec, role.arn(), token());
        made++;
        turn = Turn.TRIED;
        Optional<StackView> appeared = appeared();
        if (appeared.isPresent()) {
          var _ = watch(appeared.get()).settled(report);
        }
      } else {
        Turn next = goOn(found.get(), turn == Turn.TRIED, report);
        if (next == Turn.SETTLED) {
          return;
        }
        turn = turn == Turn.TRIED ? turn : next;
      }
    }
    Optional<StackView> left = find();
    throw new CloudException(
        left.isEmpty()
            ? new StackProblem.Vanishing(name(), made)
            : new StackProblem.Stuck(
                name(),
                left.get().status().toString(),
                Duration.between(begun, clock.instant()).toMinutes()));
  }

  /** What came of one turn. */
  private enum Turn {
    /** What is wanted was tried. */
    TRIED,
    /** Something else was done on the way there. */
    OTHERS,
    /** There is nothing to do: the stack is as it is wanted, whatever its status says. */
    SETTLED
  }

  private StackWatch watch(StackView view) {
    return new StackWatch(stacks, clock, pause, view.id());
  }

  /** Does the next thing with a stack that is there; returns what came of it. */
  private Turn goOn(StackView view, boolean tried, StepReport report) throws InterruptedException {
    return switch (view.condition()) {
      case MOVING -> {
        // Begun by a run that was stopped: it is waited for, then looked at.
        var _ = watch(view).settled(report);
        yield !view.isDeleting() && spec.isMadeOfThis(view) ? Turn.TRIED : Turn.OTHERS;
      }
      case KEPT -> {
        if (tried) {
          throw failed(view);
        }
        yield update(view, report);
      }
      case STANDING -> update(view, report);
      case HALF_CHANGED -> {
        if (tried) {
          throw failed(view);
        }
        takeBack(view, report);
        yield Turn.OTHERS;
      }
      case BROKEN -> {
        if (tried) {
          throw failed(view);
        }
        report.note("The stack %s had failed: it is deleted and made anew".formatted(name()));
        delete(report);
        yield Turn.OTHERS;
      }
      case STUCK, PROPOSED -> {
        delete(report);
        yield Turn.OTHERS;
      }
      case GONE -> Turn.OTHERS;
    };
  }

  private Turn update(StackView view, StepReport report) throws InterruptedException {
    StackWatch watch = watch(view);
    watch.skip();
    if (!stacks.update(owner, spec, role.arn(), token())) {
      // So it is where the last change failed and what was before it is wanted again.
      return Turn.SETTLED;
    }
    var _ = watch.settled(report);
    return Turn.TRIED;
  }

  /** It stood, and what is in it may be somebody's work: it is never deleted for this. */
  private void takeBack(StackView view, StepReport report) throws InterruptedException {
    report.note(
        "A change of the stack %s was taken back in part only: the rest is now".formatted(name()));
    StackWatch watch = watch(view);
    watch.skip();
    stacks.continueRollback(view.id(), token());
    Optional<StackView> settled = watch.settled(report);
    if (settled.filter(left -> left.condition() == StackView.Condition.HALF_CHANGED).isPresent()) {
      throw failed(settled.get(), watch.events());
    }
  }

  /** A stack that was made a moment ago may not be told of yet: CloudFormation is so consistent. */
  private Optional<StackView> appeared() throws InterruptedException {
    Optional<StackView> found = find();
    for (int look = 1; found.isEmpty() && look <= MOST_TURNS; look++) {
      pause.take(Duration.ofSeconds(look));
      found = find();
    }
    return found;
  }

  private CloudException failed(StackView view) throws InterruptedException {
    StackHistory history = stacks.history(view.id());
    history.read(event -> {});
    return failed(view, history.told());
  }

  private CloudException failed(StackView view, List<StackEvent> events) {
    Optional<StackEvent> cause = Failure.cause(events, view.id());
    return new CloudException(
        new StackProblem.Failed(
            name(),
            cause.map(StackEvent::logicalResourceId).orElse(spec.part()),
            cause.map(StackEvent::resourceType).orElse("AWS::CloudFormation::Stack"),
            cause.map(StackEvent::resourceStatusReason).orElse(view.reason())));
  }

  /** Deletes it, mending what stands in the way, and returns when it is gone. */
  @Override
  public void undo(StepReport report) throws InterruptedException {
    delete(report);
  }

  private void delete(StepReport report) throws InterruptedException {
    List<String> blocking = List.of();
    for (int turn = 1; turn <= MOST_DELETIONS; turn++) {
      Optional<StackView> found = find();
      if (found.isEmpty()) {
        return;
      }
      StackView view = found.get();
      StackWatch watch = watch(view);
      if (!view.isDeleting()) {
        // What goes on can be deleted in most states, but not in all: it is let end first.
        var _ = watch.settled(report);
        watch.skip();
        stacks.delete(view.id(), token());
      }
      Optional<StackView> settled = watch.settled(report);
      if (settled.filter(left -> left.condition() != StackView.Condition.GONE).isEmpty()) {
        return;
      }
      List<StackEvent> failed = Failure.blockers(watch.events(), view.id());
      blocking =
          failed.isEmpty()
              ? List.of(settled.get().reason())
              : failed.stream()
                  .map(
                      event ->
                          "%s (%s): %s"
                              .formatted(
                                  event.logicalResourceId(),
                                  event.resourceType(),
                                  event.resourceStatusReason()))
                  .toList();
      report.note(
          "The stack %s is not gone yet: %s".formatted(name(), String.join("; ", blocking)));
      blockers.mend(failed.stream().map(StackEvent::resourceType).toList(), report);
    }
    throw new CloudException(new StackProblem.Blocked(name(), blocking));
  }

  /** Another for each wish; attempts to have one wish heard carry the same. */
  private String token() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
