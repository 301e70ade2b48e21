package stentor.simulator.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import stentor.simulator.stack.ChangeSet;
import stentor.simulator.stack.Stack;
import stentor.simulator.stack.StackInput;
import stentor.simulator.stack.Stacks;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.Xml;

/** The operations that tell what would change, and what was changed behind the stacks' back. */
final class ChangeOperations {

  private final Stacks stacks;

  ChangeOperations(Stacks stacks) {
    this.stacks = stacks;
  }

  Map<String, BiConsumer<Inquiry, Xml>> all() {
    return Map.of(
        "CreateChangeSet", this::createChangeSet,
        "DescribeChangeSet", this::describeChangeSet,
        "ListChangeSets", this::listChangeSets,
        "ExecuteChangeSet", this::executeChangeSet,
        "DeleteChangeSet", this::deleteChangeSet,
        "DetectStackDrift", this::detectDrift,
        "DescribeStackDriftDetectionStatus", this::driftStatus,
        "DescribeStackResourceDrifts", this::drifts);
  }

  /** The change set of this name. */
  ChangeSet changeSet(Inquiry inquiry, String name) {
    return stacks.changeSets().find(inquiry.region(), inquiry.text("StackName"), name);
  }

  private void createChangeSet(Inquiry inquiry, Xml xml) {
    boolean creates = inquiry.text("ChangeSetType").filter("CREATE"::equals).isPresent();
    String name = inquiry.required("StackName");
    Optional<StackInput> before =
        creates ? Optional.empty() : Optional.of(stacks.find(inquiry.region(), name).input());
    ChangeSet made =
        stacks
            .changeSets()
            .create(
                inquiry.region(),
                name,
                inquiry.required("ChangeSetName"),
                inquiry.text("Description"),
                creates,
                inquiry.input(before),
                inquiry.options());
    xml.put("Id", made.id()).put("StackId", made.stackId());
  }

  private void describeChangeSet(Inquiry inquiry, Xml xml) {
    ChangeSet set = changeSet(inquiry, inquiry.required("ChangeSetName"));
    Stack stack = stacks.find(inquiry.region(), set.stackId());
    var page = Page.of(set.changes(), inquiry.text("NextToken"), CloudFormation.PAGE);
    ChangeSetShapes.described(xml, set, stack, page.items());
    xml.put("NextToken", page.next());
  }

  private void listChangeSets(Inquiry inquiry, Xml xml) {
    Stack stack = stacks.find(inquiry.region(), inquiry.required("StackName"));
    xml.list(
        "Summaries",
        "member",
        stacks.changeSets().of(stack),
        (one, set) -> ChangeSetShapes.head(one, set, stack));
  }

  private void executeChangeSet(Inquiry inquiry, Xml xml) {
    stacks
        .changeSets()
        .execute(
            changeSet(inquiry, inquiry.required("ChangeSetName")),
            inquiry.text("ClientRequestToken"));
  }

  private void deleteChangeSet(Inquiry inquiry, Xml xml) {
    stacks.changeSets().delete(changeSet(inquiry, inquiry.required("ChangeSetName")));
  }

  private void detectDrift(Inquiry inquiry, Xml xml) {
    Stack stack = stacks.detectDrift(inquiry.region(), inquiry.required("StackName"));
    xml.put("StackDriftDetectionId", stack.id().substring(stack.id().lastIndexOf('/') + 1));
  }

  private void driftStatus(Inquiry inquiry, Xml xml) {
    String id = inquiry.required("StackDriftDetectionId");
    Stack stack =
        stacks.all(inquiry.region()).stream()
            .filter(one -> one.id().endsWith("/" + id))
            .findFirst()
            .orElseThrow(
                () ->
                    new WireFault("ValidationError", "Drift detection " + id + " does not exist"));
    StackShapes.driftStatus(xml, stack, id);
  }

  private void drifts(Inquiry inquiry, Xml xml) {
    Stack stack = stacks.find(inquiry.region(), inquiry.required("StackName"));
    List<String> wanted = inquiry.list("StackResourceDriftStatusFilters");
    var page =
        Page.of(
            stack.resources().stream()
                .filter(one -> one.driftAt().isPresent())
                .filter(one -> wanted.isEmpty() || wanted.contains(one.drift().name()))
                .toList(),
            inquiry.text("NextToken"),
            CloudFormation.PAGE);
    xml.list(
            "StackResourceDrifts",
            "member",
            page.items(),
            (one, resource) ->
                StackShapes.drift(
                    one, stack, resource, stacks.actual(resource).map(Object::toString)))
        .put("NextToken", page.next());
  }
}
