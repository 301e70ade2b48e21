package stentor.simulator.iam;

/** What the caller's policies deny: all else is allowed. */
@FunctionalInterface
public interface Policies {

  /**
   * Whether they deny an action.
   *
   * @param service as policies name it, for example {@code ec2}
   * @param action for example {@code RunInstances}
   */
  boolean deny(String service, String action);
}
