package stentor.simulator.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import stentor.simulator.operation.Patterns;
import stentor.simulator.world.World;

/**
 * What the inline policies of roles that stacks made allow: effect, action and resource are looked
 * at, conditions are taken as met, managed policies are not known.
 */
public final class RolePolicies {

  private final World world;

  /** Those of the roles of a world. */
  public RolePolicies(World world) {
    this.world = world;
  }

  /**
   * Whether a role may do something. One that is not there may do nothing.
   *
   * @param role its ARN
   * @param action for example {@code cloudformation:DeleteStack}
   * @param resource ARN
   */
  public boolean allow(String role, String action, String resource) {
    List<JsonNode> fitting = new ArrayList<>();
    world
        .find("AWS::IAM::Role", role.substring(role.lastIndexOf('/') + 1))
        .ifPresent(
            found ->
                found
                    .properties()
                    .path("Policies")
                    .forEach(
                        policy ->
                            each(policy.path("PolicyDocument").path("Statement")).stream()
                                .filter(statement -> fits(statement.path("Action"), action))
                                .filter(statement -> fits(statement.path("Resource"), resource))
                                .forEach(fitting::add)));
    return !fitting.isEmpty()
        && fitting.stream()
            .allMatch(statement -> statement.path("Effect").asText().equals("Allow"));
  }

  private static boolean fits(JsonNode patterns, String text) {
    return each(patterns).stream().anyMatch(pattern -> Patterns.fits(pattern.asText(), text));
  }

  /** The items of a list; what is no list is one item. */
  private static List<JsonNode> each(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node);
    }
    List<JsonNode> items = new ArrayList<>();
    node.forEach(items::add);
    return items;
  }
}
