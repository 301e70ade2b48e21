package stentor.simulator.eks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;

/** The add-ons that a cluster may have: of those, the driver for EFS, in assumed versions. */
final class Addons {

  private static final String DRIVER = "aws-efs-csi-driver";

  private static final List<String> VERSIONS =
      List.of("v3.4.1-eksbuild.1", "v3.3.0-eksbuild.1", "v2.1.15-eksbuild.1");

  private Addons() {}

  static ObjectNode describe(Call call) {
    String asked = call.text("addonName").orElse(DRIVER);
    ObjectNode answer = Nodes.object();
    answer.set(
        "addons",
        asked.equals(DRIVER)
            ? Nodes.list(List.of(driver(call.text("kubernetesVersion").orElse("1.36"))).stream())
            : Nodes.list(List.<ObjectNode>of().stream()));
    return answer;
  }

  private static ObjectNode driver(String kubernetes) {
    ObjectNode addon =
        Nodes.object()
            .put("addonName", DRIVER)
            .put("type", "storage")
            .put("owner", "aws")
            .put("publisher", "eks");
    addon.set("addonVersions", Nodes.list(VERSIONS.stream().map(one -> version(one, kubernetes))));
    return addon;
  }

  private static ObjectNode version(String name, String kubernetes) {
    ObjectNode version = Nodes.object().put("addonVersion", name);
    ObjectNode compatible =
        Nodes.object()
            .put("clusterVersion", kubernetes)
            .put("defaultVersion", name.equals(VERSIONS.getFirst()));
    version.set("compatibilities", Nodes.list(List.of(compatible).stream()));
    return version;
  }
}
