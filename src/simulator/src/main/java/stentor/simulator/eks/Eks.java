package stentor.simulator.eks;

import java.util.List;
import java.util.Set;
import stentor.simulator.operation.RestService;
import stentor.simulator.operation.RestService.Route;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/** EKS, as its API reference of 2017-11-01 has it. */
public final class Eks {

  private Eks() {}

  /** The service. */
  public static WireService over(World world) {
    Clusters clusters = new Clusters(world);
    Versions versions = new Versions(world);
    return new RestService(
        Set.of("eks"),
        List.of(
            Route.of("ListClusters", "GET", "/clusters", clusters::list),
            Route.of("DescribeClusterVersions", "GET", "/cluster-versions", versions::describe),
            Route.of(
                "DescribeAddonVersions", "GET", "/addons/supported-versions", Addons::describe),
            Route.of("DescribeCluster", "GET", "/clusters/{name}", clusters::describe),
            Route.of("ListAddons", "GET", "/clusters/{name}/addons", clusters::addons),
            Route.of(
                "DescribeAddon", "GET", "/clusters/{name}/addons/{addonName}", clusters::addon),
            Route.of(
                "ListAccessEntries",
                "GET",
                "/clusters/{name}/access-entries",
                clusters::accessEntries),
            Route.of(
                "ListPodIdentityAssociations",
                "GET",
                "/clusters/{name}/pod-identity-associations",
                clusters::associations)));
  }
}
