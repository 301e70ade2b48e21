package stentor.simulator.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Operation;
import stentor.simulator.operation.QueryService;
import stentor.simulator.sts.Credentials;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/** IAM, as its API reference of 2010-05-08 has it. */
public final class Iam {

  private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";

  private final World world;
  private final Credentials credentials;
  private final Roles roles;

  private Iam(World world, Credentials credentials, Roles roles) {
    this.world = world;
    this.credentials = credentials;
    this.roles = roles;
  }

  /** The service. */
  public static WireService over(World world, Credentials credentials, Policies policies) {
    Roles roles = new Roles(world);
    Iam iam = new Iam(world, credentials, roles);
    Map<String, Operation> operations =
        new HashMap<>(new InstanceProfiles(world, roles).operations());
    operations.put("GetRole", iam::role);
    operations.put("GetUser", iam::user);
    operations.put("ListMFADevices", iam::devices);
    operations.put("SimulatePrincipalPolicy", new PolicySimulation(policies, roles));
    return QueryService.query("iam", NAMESPACE, operations);
  }

  private ObjectNode role(Call call) {
    String name = call.required("RoleName");
    ObjectNode answer = Nodes.object();
    answer.set(
        "Role", roles.find(name).orElseThrow(() -> InstanceProfiles.noSuchEntity("role", name)));
    return answer;
  }

  private ObjectNode user(Call call) {
    String name = named(call);
    ObjectNode answer = Nodes.object();
    answer
        .putObject("User")
        .put("Path", Credentials.USER_PATH)
        .put("UserName", name)
        .put("UserId", Credentials.USER_ID)
        .put("Arn", credentials.userArn())
        .put("CreateDate", "2024-01-01T00:00:00Z");
    return answer;
  }

  private ObjectNode devices(Call call) {
    String name = named(call);
    ObjectNode answer = Nodes.object();
    answer.set(
        "MFADevices",
        Nodes.list(
            Stream.of(
                Nodes.object()
                    .put("UserName", name)
                    .put("SerialNumber", credentials.deviceArn())
                    .put("EnableDate", "2024-01-01T00:00:00Z"))));
    return answer.put("IsTruncated", false);
  }

  /** Name of the user that is meant: by name, or the one who asks. */
  private String named(Call call) {
    String name =
        call.text("UserName")
            .orElseGet(
                () -> {
                  String arn = credentials.caller(call.wire()).arn();
                  return arn.substring(arn.lastIndexOf('/') + 1);
                });
    if (!name.equals(Credentials.USER)
        || !credentials.caller(call.wire()).arn().contains(world.account())) {
      throw InstanceProfiles.noSuchEntity("user", name);
    }
    return name;
  }
}
