package stentor.aws.stack;

import java.util.List;
import stentor.protocol.environment.EnvironmentName;

/**
 * The names of what an environment is made of, as its templates write them. No other environment of
 * the account and region has one of them: whoever looks for what is an environment's looks for
 * these names or for its tag, never for what begins as its name does.
 *
 * @param environment the environment
 */
public record Names(EnvironmentName environment) {

  /** What roles are for, which is the end of their names. */
  private static final List<String> ROLES =
      List.of(
          "service",
          "cluster",
          "node",
          "master",
          "worker",
          "keda",
          "gate",
          "expiry-machine",
          "expiry-schedule");

  /** What all of them begin with; so do those of others. */
  public String prefix() {
    return cluster() + "-";
  }

  /** The cluster. */
  public String cluster() {
    return "stentor-" + environment;
  }

  /** The bucket; its name is the same nowhere else in the world. */
  public String bucket(String account, String region) {
    return "%sjobs-%s-%s".formatted(prefix(), account, region);
  }

  /** The schedule that ends it, and the state machine that does so. */
  public String expiry() {
    return prefix() + "expiry";
  }

  /** What the names of its image repositories begin with, and those of nobody else. */
  public String repositories() {
    return cluster() + "/";
  }

  /** What the names of its queues begin with, and those of nobody else: they have a capital. */
  public List<String> queues() {
    return List.of(prefix() + "Short-", prefix() + "Long-", prefix() + "Dead-");
  }

  /** What the names of its cluster's log groups begin with, and those of nobody else. */
  public String logGroups() {
    return "/aws/eks/" + cluster() + "/";
  }

  /** The role that makes what is in the stacks. */
  public String serviceRole() {
    return prefix() + ROLES.getFirst();
  }

  /** The role of the nodes. */
  public String nodeRole() {
    return prefix() + "node";
  }

  /** All roles. They are the account's: no two regions have one of that name. */
  public List<String> roles() {
    return ROLES.stream().map(role -> prefix() + role).toList();
  }
}
