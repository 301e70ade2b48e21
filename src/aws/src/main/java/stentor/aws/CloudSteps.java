package stentor.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.aws.problem.CallProblem;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.aws.stack.StackWork;
import stentor.aws.teardown.Bucket;
import stentor.aws.teardown.Leftovers;
import stentor.control.plan.Plan;
import stentor.control.plan.Retry;
import stentor.control.plan.Step;
import stentor.control.plan.Step.Action;
import stentor.control.plan.StepReport;
import stentor.protocol.environment.PlanDocument.Change;

/** The steps that make an environment's stacks, as a tree in which all runs at once that can. */
final class CloudSteps {

  private static final Retry RETRY =
      new Retry(
          3,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          problem ->
              problem instanceof CallProblem.Unreachable
                  || problem instanceof CallProblem.Throttled);

  private final Account account;
  private final Owner owner;
  private final List<StackSpec> specs;
  private final Map<String, StackView> standing;

  /**
   * Steps for these stacks.
   *
   * @param standing the stacks that are there, by part
   */
  CloudSteps(Account account, Owner owner, List<StackSpec> specs, Map<String, StackView> standing) {
    this.account = account;
    this.owner = owner;
    this.specs = List.copyOf(specs);
    this.standing = Map.copyOf(standing);
  }

  /** The stacks of an environment that are there, by part. */
  static Map<String, StackView> standing(Account account, Owner owner) throws InterruptedException {
    Map<String, StackView> found = new HashMap<>();
    String prefix = owner.names().prefix();
    for (StackView view : account.stacks().all(prefix)) {
      if (owner.incarnation().equals(view.tags().get(Owner.INCARNATION))
          && view.condition() != StackView.Condition.GONE) {
        found.put(view.name().substring(prefix.length()), view);
      }
    }
    return found;
  }

  /** What makes all of them, after those steps. */
  Plan plan(List<Action> before) {
    List<Step> independent = new ArrayList<>();
    independent.add(chain());
    specs.stream()
        .filter(spec -> spec.needs().equals(Set.of(Blueprint.ROLES)))
        .filter(spec -> !isInChain(spec.part()))
        .map(this::action)
        .forEach(independent::add);
    unwanted().forEach(independent::add);
    List<Step> all = new ArrayList<>(before);
    all.add(step(Blueprint.ROLES));
    all.add(new Step.Parallel(independent));
    return new Plan(new Step.Sequence(all));
  }

  /** What deletes all that bills by the hour and is there. */
  Plan ending() {
    return new Plan(
        new Step.Parallel(
            specs.stream()
                .filter(spec -> spec.costPerHour() > 0 && standing.containsKey(spec.part()))
                .<Step>map(this::deletion)
                .toList()));
  }

  /** Queues of models that are not served any more. */
  private List<Action> unwanted() {
    Set<String> wanted = new HashSet<>();
    specs.forEach(spec -> wanted.add(spec.part()));
    return standing.keySet().stream()
        .filter(part -> part.startsWith(Blueprint.QUEUES) && !wanted.contains(part))
        .sorted()
        .map(part -> deletion(StackSpec.unknown(part)))
        .toList();
  }

  private static boolean isInChain(String part) {
    return part.equals(Blueprint.NETWORK) || part.equals(Blueprint.EXPIRY);
  }

  /** What decides how long it takes: the network, then the cluster. */
  private Step chain() {
    return Step.Sequence.of(
        Step.Parallel.of(step(Blueprint.NETWORK), step(Blueprint.EXPIRY)),
        Step.Parallel.of(
            step(Blueprint.CLUSTER),
            Step.Sequence.of(step(Blueprint.STORAGE), step(Blueprint.GATE)),
            step(Blueprint.NAT),
            step(Blueprint.ENDPOINTS)));
  }

  /** The step of a part, or nothing where there is no such part. */
  private Step step(String part) {
    return specs.stream()
        .filter(spec -> spec.part().equals(part))
        .findFirst()
        .<Step>map(this::action)
        .orElseGet(Step.Sequence::of);
  }

  Action action(StackSpec spec) {
    return Action.of("stack-" + spec.part(), spec.title(), "stack", work(spec))
        .undoneAs("Delete the stack " + owner.stackName(spec.part()))
        .expecting(spec.times().making())
        .costing(spec.costPerHour())
        .changing(change(spec))
        .retrying(RETRY);
  }

  /** Deletes the stack; there is no way back. */
  Action deletion(StackSpec spec) {
    return Action.of(
            "delete-" + spec.part(),
            "Delete the stack " + owner.stackName(spec.part()),
            "stack",
            new StackDeletion(work(spec)))
        .expecting(spec.times().deleting())
        .costing(spec.costPerHour())
        .changing(standing.containsKey(spec.part()) ? Change.DELETE : Change.NONE);
  }

  private StackWork work(StackSpec spec) {
    boolean ofRoles = spec.part().equals(Blueprint.ROLES);
    return new StackWork(
        account.stacks(),
        owner,
        spec,
        () -> ofRoles ? Optional.empty() : serviceRole(),
        this::unblock,
        account.clock(),
        account.pause(),
        account.site().random());
  }

  private void unblock(List<String> types, StepReport report) throws InterruptedException {
    if (types.contains("AWS::S3::Bucket")) {
      // Emptied before, too: what holds it came since.
      String name = owner.names().bucket(owner.account(), account.region());
      new Bucket(account.clients().s3(), account.calls(), name).empty(report);
    }
    new Leftovers(account, owner).remove(types, report);
  }

  /** The role that makes what is in the stacks; it is told by the stack of the roles. */
  private Optional<String> serviceRole() throws InterruptedException {
    return account
        .stacks()
        .find(owner.stackName(Blueprint.ROLES))
        .map(view -> view.outputs().get("ServiceRoleArn"));
  }

  private Change change(StackSpec spec) {
    Optional<StackView> there = Optional.ofNullable(standing.get(spec.part()));
    if (there.isEmpty()) {
      return Change.CREATE;
    }
    return there.filter(spec::standsAs).isPresent()
        ? Change.NONE
        : switch (there.get().condition()) {
          case BROKEN, STUCK, PROPOSED -> Change.REPLACE;
          case MOVING -> Change.CREATE;
          case STANDING, KEPT, HALF_CHANGED, GONE -> Change.UPDATE;
        };
  }
}
