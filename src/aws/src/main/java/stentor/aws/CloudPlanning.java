package stentor.aws;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.aws.CloudPreflight.Found;
import stentor.aws.call.AtOnce;
import stentor.aws.cost.Bills;
import stentor.aws.problem.AccessProblem;
import stentor.aws.problem.CallProblem;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.CloudProblem;
import stentor.aws.stack.DriftDetection;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.control.Platform;
import stentor.control.event.EventStream;
import stentor.control.plan.Plan;
import stentor.control.plan.Step.Sequence;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.Outlook;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/**
 * Tells what {@link CloudRise#up} would do now, what stands in its way, what it costs, and for what
 * stands already what would change, before anything is touched.
 */
final class CloudPlanning {

  private static final String STACK = "stack-";

  private final CloudEnvironment environment;
  private final Preparation preparation;
  private final Platform.Wanted asked;

  CloudPlanning(CloudEnvironment environment, Preparation preparation, Platform.Wanted asked) {
    this.environment = environment;
    this.preparation = preparation;
    this.asked = asked;
  }

  /** The plan. */
  PlanDocument plan() throws IOException, InterruptedException {
    Optional<EnvironmentDocument> before = preparation.standing();
    List<AccessProblem> missing = preparation.missing(asked, before);
    if (!missing.isEmpty()) {
      return none(missing, List.of());
    }
    EventStream silent = new EventStream(environment.site().clock());
    try (Account account = preparation.account(asked, before, silent)) {
      Found found =
          before.isPresent()
              ? new Found(List.of())
              : new CloudPreflight(environment, asked, Clock.systemUTC()).look(account);
      return found.regionAnswers()
          ? planned(account, found)
          : none(found.blocking(), found.warnings());
    } catch (CloudException unusable) {
      if (!(unusable.problem() instanceof AccessProblem)) {
        throw unusable;
      }
      return none(List.of(unusable.problem()), List.of());
    }
  }

  /** What cannot be settled is one of the problems where others were found, or tells of rights. */
  private PlanDocument planned(Account account, Found found)
      throws IOException, InterruptedException {
    List<CloudProblem> problems = new ArrayList<>(found.blocking());
    Prepared prepared;
    try {
      prepared = preparation.prepare(asked, account);
    } catch (CloudException unsettled) {
      if (unsettled.problem() instanceof AccessProblem) {
        problems.add(unsettled.problem());
      } else if (problems.isEmpty() || !(unsettled.problem() instanceof CallProblem.Incomplete)) {
        throw unsettled;
      }
      return none(problems, found.warnings());
    }
    PlanDocument plan =
        prepared
            .plan(account)
            .document(
                environment.folder().name(),
                environment.site().platform(),
                statuses(problems),
                asked.request());
    List<CloudProblem> warnings = new ArrayList<>(found.warnings());
    warnings.addAll(prepared.removeOldProposals(account));
    warnings.addAll(drift(account, prepared));
    PlanDocument told = withWords(plan, account, prepared, warnings);
    return told.withOutlook(
        new Outlook(
            statuses(warnings),
            Optional.of(
                Bills.until(
                    Blueprint.end(prepared.document(), prepared.settings(), prepared.prices()),
                    account.clock().instant(),
                    told.costPerHour(),
                    Blueprint.highestRate(
                        prepared.document(), prepared.settings(), prepared.prices()),
                    prepared.prices())),
            Optional.of(account.identity())));
  }

  private PlanDocument none(
      List<? extends CloudProblem> problems, List<? extends CloudProblem> warnings) {
    return new Plan(Sequence.of())
        .document(
            environment.folder().name(),
            environment.site().platform(),
            statuses(problems),
            asked.request())
        .withOutlook(new Outlook(statuses(warnings), Optional.empty()));
  }

  private static List<ProblemStatus> statuses(List<? extends CloudProblem> problems) {
    return problems.stream().distinct().map(ProblemStatus::of).toList();
  }

  /** Steps that change a stack say what they change in it. */
  private PlanDocument withWords(
      PlanDocument plan, Account account, Prepared prepared, List<CloudProblem> warnings)
      throws IOException, InterruptedException {
    Map<String, StackSpec> specs = new HashMap<>();
    for (StackSpec spec : prepared.specs()) {
      specs.put(STACK + spec.part(), spec);
    }
    List<PlannedStep> steps = new ArrayList<>();
    List<Told> told =
        AtOnce.all(
            plan.steps().stream()
                .<AtOnce.Task<Told>>map(
                    step ->
                        () ->
                            step.change() == Change.UPDATE && specs.containsKey(step.id())
                                ? told(step, specs.get(step.id()), account, prepared)
                                : new Told(step, Optional.empty()))
                .toList());
    for (Told one : told) {
      steps.add(one.step());
      one.unknown().ifPresent(warnings::add);
    }
    return plan.withSteps(steps);
  }

  /** What of the stacks that stand is not as it was made, or why that is not known. */
  private static List<CloudProblem> drift(Account account, Prepared prepared)
      throws IOException, InterruptedException {
    DriftDetection detection =
        new DriftDetection(
            account.clients().cloudFormation(), account.calls(), account.clock(), account.pause());
    return AtOnce.all(
            prepared.standing().values().stream()
                .filter(CloudPlanning::canDrift)
                .map(StackView::name)
                .sorted()
                .<AtOnce.Task<Optional<CloudProblem>>>map(stack -> () -> drift(detection, stack))
                .toList())
        .stream()
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static boolean canDrift(StackView view) {
    return view.condition() == StackView.Condition.STANDING
        || view.condition() == StackView.Condition.KEPT;
  }

  private static Optional<CloudProblem> drift(DriftDetection detection, String stack)
      throws InterruptedException {
    try {
      return detection.look(stack).map(CloudProblem.class::cast);
    } catch (CloudException unknown) {
      return Optional.of(unknown.problem());
    }
  }

  private record Told(PlannedStep step, Optional<CloudProblem> unknown) {}

  private static Told told(PlannedStep step, StackSpec spec, Account account, Prepared prepared)
      throws InterruptedException {
    try {
      String words =
          Prepared.proposals(account).words(prepared.owner(), spec, prepared.role(spec.part()));
      return new Told(step.withTitle(step.title() + ": " + words), Optional.empty());
    } catch (CloudException unsaid) {
      return new Told(step, Optional.of(unsaid.problem()));
    }
  }
}
