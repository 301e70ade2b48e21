package stentor.aws.stack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.StackProblem;
import stentor.control.plan.Pause;
import stentor.control.plan.StepReport;

/** Follows one stack while CloudFormation is at work on it. Used by one thread. */
final class StackWatch {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(4);

  /** Longer than anything here takes: a control plane takes 16 minutes at most. */
  private static final Duration LONGEST = Duration.ofMinutes(90);

  private final Stacks stacks;
  private final Clock clock;
  private final Pause pause;
  private final StackHistory history;
  private final String id;

  /** A watch of the stack with this ARN. */
  StackWatch(Stacks stacks, Clock clock, Pause pause, String id) {
    this.stacks = stacks;
    this.clock = clock;
    this.pause = pause;
    this.id = id;
    this.history = stacks.history(id);
  }

  /** What has happened by now is not told. */
  void skip() throws InterruptedException {
    history.skip();
  }

  /**
   * Returns when CloudFormation has ended its work on it, telling what happens meanwhile.
   *
   * @return the stack then; absent where nothing is known of it any more, which means gone
   */
  Optional<StackView> settled(StepReport report) throws InterruptedException {
    Instant begun = clock.instant();
    Optional<StackView> seen = stacks.find(id);
    while (seen.filter(view -> view.condition() == StackView.Condition.MOVING).isPresent()) {
      history.read(event -> tell(event, report));
      Duration watched = Duration.between(begun, clock.instant());
      if (watched.compareTo(LONGEST) > 0) {
        throw new CloudException(
            new StackProblem.Stuck(
                seen.get().name(), seen.get().status().toString(), watched.toMinutes()));
      }
      pause.take(LOOK_EVERY);
      seen = stacks.find(id);
    }
    if (seen.isPresent()) {
      history.read(event -> tell(event, report));
    }
    return seen;
  }

  /** What happened, in its order. */
  List<StackEvent> events() {
    return history.told();
  }

  private void tell(StackEvent event, StepReport report) {
    if (!id.equals(event.physicalResourceId())) {
      report.resource(
          event.logicalResourceId(),
          event.resourceType(),
          event.resourceStatusAsString(),
          Optional.ofNullable(event.resourceStatusReason()).orElse(""));
    }
  }
}
