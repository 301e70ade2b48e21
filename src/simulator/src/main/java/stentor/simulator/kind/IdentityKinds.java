package stentor.simulator.kind;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/** Roles, policies, parameters, schedules and state machines. */
final class IdentityKinds {

  private IdentityKinds() {}

  static Map<String, ResourceKind> all() {
    Map<String, ResourceKind> kinds = new HashMap<>();
    kinds.put(
        "AWS::IAM::Role",
        ResourceKind.of(15, 12, 5, making -> making.named("RoleName"))
            .giving(
                (making, name) ->
                    Map.of(
                        "Arn",
                        making.globalArn("iam", "role" + path(making) + name),
                        "RoleId",
                        "AROA" + making.world().nextHex(17).substring(1).toUpperCase(Locale.ROOT)))
            .heldBy(IdentityKinds::roleIsHeld));
    kinds.put(
        "AWS::IAM::InstanceProfile",
        ResourceKind.of(120, 15, 4, making -> making.named("InstanceProfileName"))
            .giving(
                (making, name) ->
                    Map.of(
                        "Arn", making.globalArn("iam", "instance-profile" + path(making) + name))));
    kinds.put(
        "AWS::IAM::ManagedPolicy",
        ResourceKind.of(
                16,
                10,
                4,
                making ->
                    making.globalArn(
                        "iam", "policy" + path(making) + making.named("ManagedPolicyName")))
            .giving((_, arn) -> Map.of("PolicyArn", arn)));
    kinds.put("AWS::IAM::Policy", ResourceKind.of(16, 10, 4, making -> making.named("")));
    kinds.put(
        "AWS::IAM::RolePolicy",
        ResourceKind.of(
            12, 8, 4, making -> making.text("PolicyName") + "|" + making.text("RoleName")));
    kinds.put(
        "AWS::Scheduler::Schedule",
        ResourceKind.of(4, 3, 3, making -> making.named("Name"))
            .giving(
                (making, name) ->
                    Map.of(
                        "Arn", making.arn("scheduler", "schedule/" + group(making) + "/" + name))));
    kinds.put(
        "AWS::Scheduler::ScheduleGroup",
        ResourceKind.of(4, 3, 10, making -> making.named("Name"))
            .giving(
                (making, name) ->
                    Map.of("Arn", making.arn("scheduler", "schedule-group/" + name))));
    kinds.put(
        "AWS::StepFunctions::StateMachine",
        ResourceKind.of(
                3,
                3,
                30,
                making -> making.arn("states", "stateMachine:" + making.named("StateMachineName")))
            .giving(
                (_, arn) -> Map.of("Arn", arn, "Name", arn.substring(arn.lastIndexOf(':') + 1))));
    kinds.put(
        "AWS::SSM::Parameter",
        ResourceKind.of(3, 3, 3, making -> making.named("Name"))
            .giving((making, name) -> Map.of("Arn", making.arn("ssm", "parameter/" + name))));
    return kinds;
  }

  private static String path(Making making) {
    return making.text("Path").isEmpty() ? "/" : making.text("Path");
  }

  private static String group(Making making) {
    return making.text("GroupName").isEmpty() ? "default" : making.text("GroupName");
  }

  private static Optional<String> roleIsHeld(World world, Resource role) {
    return world.all("AWS::IAM::InstanceProfile").stream()
            .anyMatch(
                one -> one.properties().path("Roles").toString().contains('"' + role.id() + '"'))
        ? Optional.of(
            "Cannot delete entity, must remove roles from instance profile first. (Service: Iam, Status Code: 409)")
        : Optional.empty();
  }
}
