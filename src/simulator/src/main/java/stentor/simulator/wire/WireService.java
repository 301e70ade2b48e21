package stentor.simulator.wire;

import java.util.Set;

/** A simulated service. */
public interface WireService {

  /** How signatures name it in their credential scope, for example {@code ec2}. */
  Set<String> signingNames();

  /**
   * Answers; called while nothing else happens in the world, unless it {@linkplain #alone is told
   * otherwise}.
   *
   * @throws WireFault where the service refuses
   */
  WireAnswer answer(WireRequest request);

  /**
   * The operation's name, for example {@code DescribeVpcs}: faults and counts go by it. A service
   * whose operations are addresses knows better than this one, which reads form and target.
   */
  default String action(WireRequest request) {
    String target = request.header("x-amz-target").orElse("");
    if (!target.isEmpty()) {
      return target.substring(target.lastIndexOf('.') + 1);
    }
    String action = request.form().get("Action");
    return action == null ? request.method() + " " + request.path() : action;
  }

  /** Whether this is for it though nobody has signed it. */
  default boolean takesUnsigned(WireRequest request) {
    return false;
  }

  /** Whether nothing else may happen in the world while it answers. */
  default boolean alone() {
    return true;
  }
}
