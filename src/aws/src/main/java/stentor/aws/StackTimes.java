package stentor.aws;

import java.util.Map;
import stentor.aws.stack.StackSpec.Times;

/**
 * How long the stacks take, about: the one place for these figures. They follow from what their
 * resources take in public logs, one after another where one needs another (docs/measurements.md);
 * a rehearsal lasts as long, which a test holds against them.
 */
final class StackTimes {

  /** Of one model's queues, of which one is named by the others; and of what nobody knows. */
  private static final Times USUAL = Times.seconds(140, 40);

  private static final Map<String, Times> BY_PART =
      Map.ofEntries(
          Map.entry(Blueprint.ROLES, Times.seconds(50, 15)),
          Map.entry(Blueprint.NETWORK, Times.seconds(80, 90)),
          Map.entry(Blueprint.EXPIRY, Times.seconds(20, 20)),
          Map.entry(Blueprint.STORAGE, Times.seconds(100, 75)),
          Map.entry(Blueprint.REGISTRY, Times.seconds(15, 15)),
          Map.entry(Blueprint.JOBS, Times.seconds(35, 20)),
          Map.entry(Blueprint.NAT, Times.seconds(140, 60)),
          Map.entry(Blueprint.ENDPOINTS, Times.seconds(55, 95)),
          Map.entry(Blueprint.CLUSTER, Times.seconds(590, 205)),
          Map.entry(Blueprint.GATE, Times.seconds(280, 115)));

  private StackTimes() {}

  /** Of the stack of this part. */
  static Times of(String part) {
    return BY_PART.getOrDefault(part, USUAL);
  }
}
