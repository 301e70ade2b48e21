package stentor.simulator.cloudformation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import stentor.simulator.stack.Stack;
import stentor.simulator.stack.StackInput;
import stentor.simulator.stack.Stacks;
import stentor.simulator.template.Template;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;
import stentor.simulator.wire.Xml;

/**
 * The CloudFormation service: see its API reference, version 2010-05-15. What it tells is in {@link
 * StackShapes} and {@link ChangeSetShapes}.
 */
public final class CloudFormation implements WireService {

  static final int PAGE = 100;

  private final Stacks stacks;
  private final ChangeOperations changes;
  private final Map<String, BiConsumer<Inquiry, Xml>> operations = new HashMap<>();

  /** The service over these stacks. */
  public CloudFormation(Stacks stacks) {
    this.stacks = stacks;
    operations.put("CreateStack", this::createStack);
    operations.put("UpdateStack", this::updateStack);
    operations.put("DeleteStack", this::deleteStack);
    operations.put("CancelUpdateStack", this::cancelUpdate);
    operations.put("ContinueUpdateRollback", this::continueRollback);
    operations.put("UpdateTerminationProtection", this::protect);
    operations.put("DescribeStacks", this::describeStacks);
    operations.put("ListStacks", this::listStacks);
    operations.put("DescribeStackEvents", this::stackEvents);
    operations.put("DescribeEvents", this::events);
    operations.put("DescribeStackResources", this::stackResources);
    operations.put("DescribeStackResource", this::stackResource);
    operations.put("ListStackResources", this::listStackResources);
    operations.put("GetTemplate", this::template);
    operations.put("GetTemplateSummary", this::templateSummary);
    operations.put("ValidateTemplate", this::validate);
    operations.put("ListExports", this::exports);
    operations.put("ListImports", this::imports);
    changes = new ChangeOperations(stacks);
    operations.putAll(changes.all());
  }

  @Override
  public Set<String> signingNames() {
    return Set.of("cloudformation");
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    String action = action(request);
    BiConsumer<Inquiry, Xml> operation = operations.get(action);
    if (operation == null) {
      throw new WireFault(
          400, "InvalidAction", "Could not find operation " + action + " for version 2010-05-15");
    }
    Xml xml =
        new Xml()
            .open(action + "Response", "http://cloudformation.amazonaws.com/doc/2010-05-15/")
            .open(action + "Result");
    operation.accept(Inquiry.of(request), xml);
    xml.close().open("ResponseMetadata").put("RequestId", UUID.randomUUID());
    return WireAnswer.xml(xml.written());
  }

  /** As the service writes times. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void createStack(Inquiry inquiry, Xml xml) {
    xml.put(
        "StackId",
        stacks.create(
            inquiry.region(),
            inquiry.required("StackName"),
            inquiry.input(Optional.empty()),
            inquiry.options()));
  }

  private void updateStack(Inquiry inquiry, Xml xml) {
    String name = inquiry.required("StackName");
    StackInput before = stacks.find(inquiry.region(), name).input();
    xml.put(
        "StackId",
        stacks.update(
            inquiry.region(),
            name,
            inquiry.input(Optional.of(before)),
            inquiry.text("ClientRequestToken")));
  }

  private void deleteStack(Inquiry inquiry, Xml xml) {
    stacks.delete(
        inquiry.region(),
        inquiry.required("StackName"),
        inquiry.list("RetainResources"),
        inquiry.text("DeletionMode").filter("FORCE_DELETE_STACK"::equals).isPresent(),
        inquiry.text("RoleARN"),
        inquiry.text("ClientRequestToken"));
  }

  private void cancelUpdate(Inquiry inquiry, Xml xml) {
    stacks.cancelUpdate(
        inquiry.region(), inquiry.required("StackName"), inquiry.text("ClientRequestToken"));
  }

  private void continueRollback(Inquiry inquiry, Xml xml) {
    stacks.continueRollback(
        inquiry.region(),
        inquiry.required("StackName"),
        inquiry.list("ResourcesToSkip"),
        inquiry.text("ClientRequestToken"));
  }

  private void protect(Inquiry inquiry, Xml xml) {
    xml.put(
        "StackId",
        stacks.protect(
            inquiry.region(),
            inquiry.required("StackName"),
            inquiry.flag("EnableTerminationProtection")));
  }

  private void describeStacks(Inquiry inquiry, Xml xml) {
    Optional<String> name = inquiry.text("StackName");
    List<Stack> found =
        name.isPresent()
            ? List.of(stacks.find(inquiry.region(), name.get()))
            : stacks.all(inquiry.region()).stream().filter(Stack::exists).toList();
    Page<Stack> page = Page.of(found, inquiry.text("NextToken"), PAGE);
    xml.list("Stacks", "member", page.items(), StackShapes::stack).put("NextToken", page.next());
  }

  private void listStacks(Inquiry inquiry, Xml xml) {
    List<String> wanted = inquiry.list("StackStatusFilter");
    List<Stack> found =
        stacks.all(inquiry.region()).stream()
            .filter(one -> wanted.isEmpty() || wanted.contains(one.status().name()))
            .toList();
    Page<Stack> page = Page.of(found, inquiry.text("NextToken"), PAGE);
    xml.list("StackSummaries", "member", page.items(), StackShapes::summary)
        .put("NextToken", page.next());
  }

  private Stack stack(Inquiry inquiry) {
    return stacks.find(inquiry.region(), inquiry.required("StackName"));
  }

  private void stackEvents(Inquiry inquiry, Xml xml) {
    Stack stack = stack(inquiry);
    var page = Page.of(stack.events().reversed(), inquiry.text("NextToken"), PAGE);
    xml.list(
            "StackEvents",
            "member",
            page.items(),
            (one, event) -> StackShapes.event(one, stack, event))
        .put("NextToken", page.next());
  }

  private void events(Inquiry inquiry, Xml xml) {
    Stack stack = stack(inquiry);
    boolean failed = inquiry.flag("Filters.FailedEvents");
    var found =
        stack.events().reversed().stream()
            .filter(one -> !failed || one.status().endsWith("_FAILED"))
            .filter(one -> inquiry.text("OperationId").map(one.operation()::equals).orElse(true))
            .toList();
    var page = Page.of(found, inquiry.text("NextToken"), PAGE);
    xml.list(
            "OperationEvents",
            "member",
            page.items(),
            (one, event) -> StackShapes.operationEvent(one, stack, event))
        .put("NextToken", page.next());
  }

  private void stackResources(Inquiry inquiry, Xml xml) {
    Stack stack = stack(inquiry);
    xml.list(
        "StackResources",
        "member",
        stack.resources().stream()
            .filter(
                one -> inquiry.text("LogicalResourceId").map(one.logicalId()::equals).orElse(true))
            .toList(),
        (one, resource) -> StackShapes.resource(one, stack, resource));
  }

  private void stackResource(Inquiry inquiry, Xml xml) {
    Stack stack = stack(inquiry);
    String name = inquiry.required("LogicalResourceId");
    xml.open("StackResourceDetail");
    StackShapes.resourceDetail(
        xml,
        stack,
        stack.resources().stream()
            .filter(one -> one.logicalId().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new WireFault(
                        "ValidationError",
                        "Resource %s does not exist for stack %s".formatted(name, stack.name()))));
    xml.close();
  }

  private void listStackResources(Inquiry inquiry, Xml xml) {
    var page = Page.of(stack(inquiry).resources(), inquiry.text("NextToken"), PAGE);
    xml.list("StackResourceSummaries", "member", page.items(), StackShapes::resourceSummary)
        .put("NextToken", page.next());
  }

  private void template(Inquiry inquiry, Xml xml) {
    String text =
        inquiry
            .text("ChangeSetName")
            .map(name -> changes.changeSet(inquiry, name).input().template())
            .orElseGet(() -> stack(inquiry).input().template());
    xml.put("TemplateBody", text)
        .list("StagesAvailable", "member", List.of("Original", "Processed"), Xml::text);
  }

  private void templateSummary(Inquiry inquiry, Xml xml) {
    Template template =
        Template.of(inquiry.template().orElseGet(() -> stack(inquiry).input().template()));
    StackShapes.declared(xml, template);
    xml.list("ResourceTypes", "member", template.types(), Xml::text).put("Version", "2010-09-09");
  }

  private void validate(Inquiry inquiry, Xml xml) {
    Template template =
        Template.of(
            inquiry
                .template()
                .orElseThrow(
                    () ->
                        new WireFault(
                            "ValidationError",
                            "Either Template URL or Template Body must be specified.")));
    StackShapes.declared(xml, template);
  }

  private void exports(Inquiry inquiry, Xml xml) {
    var page =
        Page.of(
            List.copyOf(stacks.exports().all(inquiry.region()).entrySet()),
            inquiry.text("NextToken"),
            PAGE);
    xml.list(
            "Exports",
            "member",
            page.items(),
            (one, export) -> StackShapes.export(one, export.getKey(), export.getValue()))
        .put("NextToken", page.next());
  }

  private void imports(Inquiry inquiry, Xml xml) {
    String export = inquiry.required("ExportName");
    List<Stack> users = stacks.exports().importers(inquiry.region(), export);
    if (users.isEmpty()) {
      throw new WireFault(
          "ValidationError", "Export '" + export + "' is not imported by any stack.");
    }
    var page = Page.of(users, inquiry.text("NextToken"), PAGE);
    xml.list("Imports", "member", page.items(), (one, stack) -> one.text(stack.name()))
        .put("NextToken", page.next());
  }
}
