package stentor.simulator.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.simulator.stack.Stack;
import stentor.simulator.stack.StackEvent;
import stentor.simulator.stack.StackResource;
import stentor.simulator.stack.StackStatus;
import stentor.simulator.template.ParameterDeclaration;
import stentor.simulator.template.Template;
import stentor.simulator.wire.Xml;

/** Stacks as the service tells of them: see the data types of its API reference. */
final class StackShapes {

  private StackShapes() {}

  static void stack(Xml xml, Stack stack) {
    Template template = stack.template();
    head(xml, stack);
    xml.put("Description", template.description())
        .put("DisableRollback", stack.onFailure().name().equals("DO_NOTHING"))
        .put("EnableTerminationProtection", stack.terminationProtected())
        .put("RoleARN", stack.input().role());
    if (stack.timeoutMinutes().isPresent()) {
      xml.put("TimeoutInMinutes", stack.timeoutMinutes().getAsInt());
    }
    xml.list("Capabilities", "member", stack.input().capabilities(), Xml::text)
        .list("NotificationARNs", "member", List.<String>of(), Xml::text)
        .list(
            "Parameters",
            "member",
            template.parameters().values(),
            (one, parameter) -> parameter(one, stack, parameter));
    tags(xml, stack.input().tags());
    xml.list(
        "Outputs",
        "member",
        stack.outputs(),
        (one, output) ->
            one.put("OutputKey", output.name())
                .put("OutputValue", output.value())
                .put("Description", output.description())
                .put("ExportName", output.export()));
    drift(xml, stack);
  }

  private static void parameter(Xml xml, Stack stack, ParameterDeclaration parameter) {
    xml.put("ParameterKey", parameter.name())
        .put(
            "ParameterValue",
            parameter.hidden()
                ? "****"
                : Optional.ofNullable(stack.input().parameters().get(parameter.name()))
                    .or(parameter::otherwise)
                    .orElse(""));
  }

  static void tags(Xml xml, Map<String, String> tags) {
    xml.list(
        "Tags",
        "member",
        tags.entrySet(),
        (one, tag) -> one.put("Key", tag.getKey()).put("Value", tag.getValue()));
  }

  private static void head(Xml xml, Stack stack) {
    xml.put("StackId", stack.id())
        .put("StackName", stack.name())
        .put("CreationTime", CloudFormation.time(stack.createdAt()))
        .put("LastUpdatedTime", stack.updatedAt().map(CloudFormation::time));
    if (stack.status() == StackStatus.DELETE_COMPLETE
        || stack.status() == StackStatus.DELETE_IN_PROGRESS) {
      xml.put("DeletionTime", stack.deletedAt().map(CloudFormation::time));
    }
    xml.put("StackStatus", stack.status()).put("StackStatusReason", stack.reason());
  }

  private static void drift(Xml xml, Stack stack) {
    xml.open("DriftInformation")
        .put("StackDriftStatus", stackDrift(stack))
        .put("LastCheckTimestamp", stack.driftAt().map(CloudFormation::time))
        .close();
  }

  private static String stackDrift(Stack stack) {
    return switch (stack.drift()) {
      case NOT_CHECKED -> "NOT_CHECKED";
      case IN_SYNC -> "IN_SYNC";
      case MODIFIED, DELETED -> "DRIFTED";
    };
  }

  static void summary(Xml xml, Stack stack) {
    head(xml, stack);
    xml.put("TemplateDescription", stack.template().description());
    drift(xml, stack);
  }

  static void event(Xml xml, Stack stack, StackEvent event) {
    xml.put("StackId", stack.id())
        .put("EventId", event.id())
        .put("StackName", stack.name())
        .put("OperationId", event.operation());
    happened(xml, event);
  }

  static void operationEvent(Xml xml, Stack stack, StackEvent event) {
    xml.put("EventId", event.id())
        .put("StackId", stack.id())
        .put("OperationId", event.operation())
        .put("EventType", "STACK_EVENT");
    happened(xml, event);
  }

  private static void happened(Xml xml, StackEvent event) {
    xml.put("LogicalResourceId", event.logicalId())
        .put("PhysicalResourceId", event.physicalId())
        .put("ResourceType", event.type())
        .put("Timestamp", CloudFormation.time(event.at()))
        .put("ResourceStatus", event.status())
        .put("ResourceStatusReason", event.reason())
        .put("ResourceProperties", event.properties())
        .put("ClientRequestToken", event.token());
  }

  static void resource(Xml xml, Stack stack, StackResource resource) {
    xml.put("StackName", stack.name())
        .put("StackId", stack.id())
        .put("LogicalResourceId", resource.logicalId())
        .put("PhysicalResourceId", present(resource.physicalId()))
        .put("ResourceType", resource.type())
        .put("Timestamp", CloudFormation.time(resource.at()))
        .put("ResourceStatus", resource.status())
        .put("ResourceStatusReason", resource.reason());
    resourceDrift(xml, resource);
  }

  static void resourceDetail(Xml xml, Stack stack, StackResource resource) {
    xml.put("StackName", stack.name())
        .put("StackId", stack.id())
        .put("LogicalResourceId", resource.logicalId())
        .put("PhysicalResourceId", present(resource.physicalId()))
        .put("ResourceType", resource.type())
        .put("LastUpdatedTimestamp", CloudFormation.time(resource.at()))
        .put("ResourceStatus", resource.status())
        .put("ResourceStatusReason", resource.reason());
    resourceDrift(xml, resource);
  }

  static void resourceSummary(Xml xml, StackResource resource) {
    xml.put("LogicalResourceId", resource.logicalId())
        .put("PhysicalResourceId", present(resource.physicalId()))
        .put("ResourceType", resource.type())
        .put("LastUpdatedTimestamp", CloudFormation.time(resource.at()))
        .put("ResourceStatus", resource.status())
        .put("ResourceStatusReason", resource.reason());
    resourceDrift(xml, resource);
  }

  private static void resourceDrift(Xml xml, StackResource resource) {
    xml.open("DriftInformation")
        .put("StackResourceDriftStatus", resource.drift())
        .put("LastCheckTimestamp", resource.driftAt().map(CloudFormation::time))
        .close();
  }

  private static Optional<String> present(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static void declared(Xml xml, Template template) {
    xml.put("Description", template.description())
        .list(
            "Parameters",
            "member",
            template.parameters().values(),
            (one, parameter) ->
                one.put("ParameterKey", parameter.name())
                    .put("ParameterType", parameter.type())
                    .put("DefaultValue", parameter.otherwise())
                    .put("NoEcho", parameter.hidden())
                    .put("Description", parameter.description()));
    template
        .capability()
        .ifPresent(
            needed ->
                xml.list("Capabilities", "member", List.of(needed), Xml::text)
                    .put(
                        "CapabilitiesReason",
                        "The following resource(s) require capabilities: " + template.types()));
  }

  static void export(Xml xml, String name, Stack stack) {
    xml.put("ExportingStackId", stack.id())
        .put("Name", name)
        .put(
            "Value",
            stack.outputs().stream()
                .filter(one -> one.export().filter(name::equals).isPresent())
                .map(Stack.Output::value)
                .findFirst());
  }

  static void driftStatus(Xml xml, Stack stack, String id) {
    xml.put("StackId", stack.id())
        .put("StackDriftDetectionId", id)
        .put("DetectionStatus", "DETECTION_COMPLETE")
        .put("StackDriftStatus", stackDrift(stack))
        .put(
            "DriftedStackResourceCount",
            stack.resources().stream()
                .filter(
                    one ->
                        one.drift() == StackResource.DriftStatus.MODIFIED
                            || one.drift() == StackResource.DriftStatus.DELETED)
                .count())
        .put("Timestamp", stack.driftAt().map(CloudFormation::time));
  }

  static void drift(Xml xml, Stack stack, StackResource resource, Optional<String> actual) {
    xml.put("StackId", stack.id())
        .put("LogicalResourceId", resource.logicalId())
        .put("PhysicalResourceId", resource.physicalId())
        .put("ResourceType", resource.type())
        .put("ExpectedProperties", resource.properties().toString())
        .put("ActualProperties", actual)
        .put("StackResourceDriftStatus", resource.drift())
        .put("Timestamp", resource.driftAt().map(CloudFormation::time));
    Differences.write(xml, resource.properties(), actual);
  }
}
