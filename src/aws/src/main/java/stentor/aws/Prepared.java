package stentor.aws;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.aws.call.AtOnce;
import stentor.aws.cost.KeptPrices;
import stentor.aws.cost.Prices;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.CloudProblem;
import stentor.aws.stack.Owner;
import stentor.aws.stack.Proposals;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.control.environment.FolderWork;
import stentor.control.plan.Completion;
import stentor.control.plan.Plan;
import stentor.control.plan.Step.Action;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.PlanDocument.Change;

/**
 * What shall be, settled.
 *
 * @param environment the environment, with the prices that it is planned with
 * @param before what was wanted of it until now; absent where it is new
 * @param document what is wanted then
 * @param settings the document's settings for the cloud
 * @param owner whose its stacks are
 * @param standing its stacks that are there, by part
 */
record Prepared(
    CloudEnvironment environment,
    Optional<EnvironmentDocument> before,
    EnvironmentDocument document,
    CloudSettings settings,
    Owner owner,
    Map<String, StackView> standing) {

  /** The same with other settings, which may bring another end. */
  Prepared with(CloudSettings other) {
    EnvironmentDocument then = document.withCloud(other);
    return new Prepared(
        environment,
        before,
        then,
        other,
        CloudEnvironment.owner(then, other, environment.prices()),
        standing);
  }

  /** The prices that it is planned with. */
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

  /** Has CloudFormation say what would change. */
  static Proposals proposals(Account account) {
    return new Proposals(
        account.clients().cloudFormation(),
        account.calls(),
        account.clock(),
        account.pause(),
        account.site().random());
  }

  /**
   * Removes what plans that were killed left at its stacks.
   *
   * @return why that could not be done; it stands in the way of nothing
   */
  List<CloudProblem> removeOldProposals(Account account) throws IOException, InterruptedException {
    Proposals proposals = proposals(account);
    return AtOnce.all(
            standing.values().stream()
                .<AtOnce.Task<Optional<CloudProblem>>>map(
                    view -> () -> removeOldProposals(proposals, view))
                .toList())
        .stream()
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static Optional<CloudProblem> removeOldProposals(Proposals proposals, StackView stack)
      throws InterruptedException {
    try {
      proposals.removeOld(stack.name());
      return Optional.empty();
    } catch (CloudException refused) {
      return Optional.of(refused.problem());
    }
  }

  /** What makes it so. */
  Plan plan(Account account) throws IOException {
    GateKey key = new GateKey(environment.folder());
    boolean written = before.equals(Optional.of(document)) && key.exists();
    FolderWork work =
        new FolderWork(
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
                "document", "Write down what is wanted, and make the gate's key", "document", work)
            .changing(written ? Change.NONE : before.isPresent() ? Change.UPDATE : Change.CREATE);
    return new CloudSteps(account, owner, specs(), standing).plan(List.of(intent));
  }
}
