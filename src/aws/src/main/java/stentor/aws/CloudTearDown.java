package stentor.aws;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.aws.teardown.Bucket;
import stentor.aws.teardown.Leftovers;
import stentor.aws.teardown.Sweep;
import stentor.control.environment.EnvironmentFolder;
import stentor.control.environment.FolderWork;
import stentor.control.environment.Operations;
import stentor.control.event.EventStream;
import stentor.control.plan.Completion;
import stentor.control.plan.Outcome;
import stentor.control.plan.Plan;
import stentor.control.plan.Step;
import stentor.control.plan.Step.Action;
import stentor.control.plan.StepReport;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.EnvironmentDocument.Wanted;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.ReceiptDocument;
import stentor.protocol.environment.ReceiptDocument.Checked;
import stentor.protocol.environment.ReceiptDocument.Gone;
import stentor.protocol.environment.ReceiptDocument.Spent;

/**
 * Takes an environment on the cloud down: its stacks in the order in which they can go, then what
 * others left, then every service is asked. Goes on past failures; stopped or killed in the midst
 * of it, it is run again from the start and finds done what is done. Its caller holds the writer's
 * lock.
 */
final class CloudTearDown {

  private static final String CHECK = "check";

  private final CloudEnvironment environment;
  private final EnvironmentFolder folder;

  CloudTearDown(CloudEnvironment environment) {
    this.environment = environment;
    this.folder = environment.folder();
  }

  /** The receipt of an environment that is not there. */
  ReceiptDocument nothing() {
    return new ReceiptDocument(
        ReceiptDocument.SCHEMA,
        folder.name(),
        Optional.of(environment.site().platform()),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Checked(
                "Is anything of this environment known here?",
                "no",
                environment.site().clock().instant())),
        new Spent(0, "USD"));
  }

  /** Takes it down and writes the receipt. */
  ReceiptDocument run(EventStream events) throws IOException, InterruptedException {
    Optional<EnvironmentDocument> there = folder.wanted();
    if (there.isEmpty() || there.get().cloud().isEmpty()) {
      return nothing();
    }
    EnvironmentDocument document = there.get().withWanted(Wanted.DOWN);
    CloudSettings settings = document.cloud().get();
    Owner owner = CloudEnvironment.owner(document, settings, environment.prices());
    try (Account account = environment.account(settings, events)) {
      folder.want(document);
      List<StackSpec> specs = environment.blueprint(document, settings).stacks();
      Map<String, StackView> standing = CloudSteps.standing(account, owner);
      Inventory inventory = new Inventory(folder);
      inventory.add(account, standing.values());
      double _ = new Spending(folder).note(account, specs, standing);
      Set<String> networks = new LinkedHashSet<>();
      for (Inventory.Entry one : inventory.read().made()) {
        if (one.kind().equals("AWS::EC2::VPC")) {
          networks.add(one.id());
        }
      }
      Proof proof = new Proof(account, owner, specs, networks, inventory);
      Plan plan = plan(account, owner, specs, standing, proof);
      Outcome outcome =
          environment.operations(events).run(Operations.Kind.DOWN, plan, Operations.noRequest());
      ReceiptDocument receipt = finished(outcome, proof);
      if (receipt.left().isEmpty()) {
        folder.erase();
        folder.archiveJournal();
      }
      return receipt;
    }
  }

  private ReceiptDocument finished(Outcome outcome, Proof proof) throws InterruptedException {
    switch (outcome) {
      case Outcome.Completed _ -> {}
      case Outcome.Cancelled _ -> throw new InterruptedException();
      case Outcome.Failed failed -> {
        // What failed before was told as it happened, and the receipt says what came of it.
        if (failed.failures().stream().anyMatch(failure -> failure.step().equals(CHECK))) {
          throw Operations.failure(failed);
        }
      }
    }
    return proof.receipt().orElseThrow();
  }

  /** Asks every service, and writes down what they say. */
  private final class Proof {
    private final Account account;
    private final Owner owner;
    private final List<StackSpec> specs;
    private final Set<String> networks;
    private final Inventory inventory;
    private volatile Optional<ReceiptDocument> receipt = Optional.empty();

    Proof(
        Account account,
        Owner owner,
        List<StackSpec> specs,
        Set<String> networks,
        Inventory inventory) {
      this.account = account;
      this.owner = owner;
      this.specs = specs;
      this.networks = networks;
      this.inventory = inventory;
    }

    Optional<ReceiptDocument> receipt() {
      return receipt;
    }

    void write(StepReport report) throws IOException, InterruptedException {
      Sweep.Result swept = new Sweep(account, owner, networks).ask();
      Inventory.Document known = inventory.read();
      Endings endings = new Endings(account, swept, account.clock().instant().toString());
      List<Gone> gone = new ArrayList<>();
      for (Inventory.Entry one : known.made()) {
        endings.of(one).ifPresent(gone::add);
      }
      ReceiptDocument written =
          new ReceiptDocument(
              ReceiptDocument.SCHEMA,
              folder.name(),
              Optional.of(environment.site().platform()),
              known.receipt(),
              gone,
              swept.left(),
              swept.checked(),
              new Spent(
                  new Spending(folder).note(account, specs, CloudSteps.standing(account, owner)),
                  "USD"));
      folder.write(written);
      receipt = Optional.of(written);
      swept.left().forEach(left -> report.note("Left: %s %s".formatted(left.kind(), left.id())));
    }
  }

  private Plan plan(
      Account account,
      Owner owner,
      List<StackSpec> specs,
      Map<String, StackView> standing,
      Proof proof) {
    Map<String, Action> deletions = new LinkedHashMap<>();
    CloudSteps steps = new CloudSteps(account, owner, specs, standing);
    for (StackSpec spec : all(specs, standing)) {
      deletions.put(spec.part(), steps.deletion(spec));
    }
    List<Step> beside = new ArrayList<>();
    beside.add(
        Step.Sequence.of(
            Step.Parallel.of(
                step(deletions, Blueprint.CLUSTER),
                Step.Sequence.of(
                    step(deletions, Blueprint.GATE), step(deletions, Blueprint.STORAGE)),
                step(deletions, Blueprint.NAT),
                step(deletions, Blueprint.ENDPOINTS)),
            Step.Parallel.of(
                Step.Sequence.of(leftovers(account, owner), step(deletions, Blueprint.NETWORK)),
                // Not before the cluster is gone, which writes jobs to the end.
                Step.Sequence.of(empty(account, standing), step(deletions, Blueprint.JOBS)))));
    deletions.keySet().stream()
        .filter(part -> part.equals(Blueprint.REGISTRY) || part.startsWith(Blueprint.QUEUES))
        .map(part -> step(deletions, part))
        .forEach(beside::add);
    return new Plan(
        Step.Sequence.of(
            new Step.Parallel(beside),
            step(deletions, Blueprint.EXPIRY),
            step(deletions, Blueprint.ROLES),
            Action.of(
                    CHECK,
                    "Ask every service whether anything is left",
                    "receipt",
                    new FolderWork(folder, () -> Completion.NOT_DONE, proof::write))
                .expecting(Duration.ofSeconds(10))));
  }

  private static Step step(Map<String, Action> actions, String part) {
    return Optional.ofNullable(actions.get(part))
        .<Step>map(action -> action)
        .orElseGet(Step.Sequence::of);
  }

  /** Those that shall be, and those that are there beside them. */
  private static List<StackSpec> all(List<StackSpec> specs, Map<String, StackView> standing) {
    List<StackSpec> all = new ArrayList<>(specs);
    Set<String> known = new LinkedHashSet<>();
    specs.forEach(spec -> known.add(spec.part()));
    for (String part : standing.keySet()) {
      if (known.add(part)) {
        all.add(StackSpec.unknown(part));
      }
    }
    return all;
  }

  private Action leftovers(Account account, Owner owner) {
    return Action.of(
            "leftovers",
            "Remove what the cluster left in the network",
            "network",
            new FolderWork(
                folder,
                () -> Completion.NOT_DONE,
                report -> new Leftovers(account, owner).remove(report)))
        .expecting(Duration.ofSeconds(5))
        .changing(Change.DELETE);
  }

  private Action empty(Account account, Map<String, StackView> standing) {
    Optional<String> name =
        Optional.ofNullable(standing.get(Blueprint.JOBS))
            .map(view -> view.outputs().get("BucketName"));
    Optional<Bucket> bucket =
        name.map(found -> new Bucket(account.clients().s3(), account.calls(), found));
    return Action.of(
            "empty-bucket",
            "Erase the jobs in the bucket",
            "bucket",
            new FolderWork(
                folder,
                () ->
                    bucket.isEmpty() || bucket.get().isEmpty()
                        ? Completion.DONE
                        : Completion.NOT_DONE,
                report -> {
                  if (bucket.isPresent()) {
                    bucket.get().empty(report);
                  }
                }))
        .changing(bucket.isPresent() ? Change.DELETE : Change.NONE);
  }
}
