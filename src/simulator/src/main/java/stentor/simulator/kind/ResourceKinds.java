package stentor.simulator.kind;

import java.util.HashMap;
import java.util.Map;

/** The kinds of all types; a type that has none of its own is made and deleted in 5 s. */
public final class ResourceKinds {

  /** All of them. */
  public static final ResourceKinds KNOWN = new ResourceKinds();

  private static final ResourceKind PLAIN = ResourceKind.of(5, 5, 5, making -> making.named(""));

  private final Map<String, ResourceKind> kinds = new HashMap<>();

  private ResourceKinds() {
    kinds.putAll(NetworkKinds.all());
    kinds.putAll(ComputeKinds.all());
    kinds.putAll(ClusterKinds.all());
    kinds.putAll(StorageKinds.all());
    kinds.putAll(IdentityKinds.all());
    kinds.putAll(SignalKinds.all());
  }

  /** The kind of a type, for example {@code AWS::EC2::VPC}. */
  public ResourceKind of(String type) {
    return kinds.getOrDefault(type, PLAIN);
  }
}
