package stentor.simulator.cloudformation;

import java.util.List;
import stentor.simulator.stack.ChangeSet;
import stentor.simulator.stack.Stack;
import stentor.simulator.wire.Xml;

/** Change sets as the service tells of them. */
final class ChangeSetShapes {

  private ChangeSetShapes() {}

  static void head(Xml xml, ChangeSet set, Stack stack) {
    xml.put("ChangeSetId", set.id())
        .put("ChangeSetName", set.name())
        .put("StackId", stack.id())
        .put("StackName", stack.name())
        .put("Description", set.description())
        .put("CreationTime", CloudFormation.time(set.createdAt()))
        .put("Status", set.status())
        .put("StatusReason", set.reason())
        .put("ExecutionStatus", set.execution());
  }

  static void described(Xml xml, ChangeSet set, Stack stack, List<ChangeSet.Change> changes) {
    head(xml, set, stack);
    xml.list("Capabilities", "member", set.input().capabilities(), Xml::text)
        .list(
            "Parameters",
            "member",
            set.input().parameters().entrySet(),
            (one, parameter) ->
                one.put("ParameterKey", parameter.getKey())
                    .put("ParameterValue", parameter.getValue()));
    StackShapes.tags(xml, set.input().tags());
    xml.list("Changes", "member", changes, ChangeSetShapes::change);
  }

  private static void change(Xml xml, ChangeSet.Change change) {
    xml.put("Type", "Resource")
        .open("ResourceChange")
        .put("Action", change.action())
        .put("LogicalResourceId", change.logicalId())
        .put("PhysicalResourceId", change.physicalId())
        .put("ResourceType", change.type())
        .put("Replacement", change.replacement())
        .list(
            "Scope",
            "member",
            change.details().stream().map(ChangeSet.Detail::attribute).distinct().toList(),
            Xml::text)
        .list("Details", "member", change.details(), ChangeSetShapes::detail)
        .close();
  }

  private static void detail(Xml xml, ChangeSet.Detail detail) {
    xml.open("Target")
        .put("Attribute", detail.attribute())
        .put("Name", detail.name())
        .put("RequiresRecreation", detail.recreation())
        .put("BeforeValue", detail.before())
        .put("AfterValue", detail.after())
        .close()
        .put("Evaluation", "Static")
        .put("ChangeSource", "DirectModification");
  }
}
