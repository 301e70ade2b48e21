package stentor.simulator.iam;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Operation;
import stentor.simulator.operation.Pages;
import stentor.simulator.sts.Credentials;
import stentor.simulator.wire.WireFault;

/** {@code SimulatePrincipalPolicy}: all is allowed but what the policies deny. */
final class PolicySimulation implements Operation {

  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws:iam::\\d{12}:(user|role|group)/(?:.*/)?([^/]+)");
  private static final Pattern ACTION = Pattern.compile("([a-z0-9-]+):([A-Za-z0-9]+)");

  private final Policies policies;
  private final Roles roles;

  private record Evaluated(String action, String resource, boolean denied) {
    String id() {
      return action + " " + resource;
    }
  }

  PolicySimulation(Policies policies, Roles roles) {
    this.policies = policies;
    this.roles = roles;
  }

  @Override
  public ObjectNode answer(Call call) {
    check(call.required("PolicySourceArn"));
    List<String> actions = call.texts("ActionNames");
    if (actions.isEmpty()) {
      throw new WireFault("ValidationError", "ActionNames must have at least one member");
    }
    List<String> asked = call.texts("ResourceArns");
    List<String> resources = asked.isEmpty() ? List.of("*") : asked;
    List<Evaluated> all =
        actions.stream()
            .flatMap(
                action ->
                    resources.stream()
                        .map(resource -> new Evaluated(action, resource, denied(action))))
            .toList();
    Pages<Evaluated> page =
        Pages.of(
            all, Evaluated::id, call.text("Marker"), call.number("MaxItems", 100), "InvalidInput");
    ObjectNode answer = Nodes.object();
    answer.put("IsTruncated", page.next().isPresent());
    page.next().ifPresent(token -> answer.put("Marker", token));
    answer.set("EvaluationResults", Nodes.list(page.items().stream().map(PolicySimulation::shape)));
    return answer;
  }

  /** An ARN of a session or of the root user is none that policies hang on. */
  private void check(String arn) {
    Matcher principal = PRINCIPAL.matcher(arn);
    if (!principal.matches()) {
      throw new WireFault(
          "InvalidInput",
          "Invalid Entity Arn: " + arn + " does not clearly define entity type and name.");
    }
    String name = principal.group(2);
    boolean known =
        switch (principal.group(1)) {
          case "user" -> name.equals(Credentials.USER);
          case "role" ->
              roles.find(name).filter(role -> role.path("Arn").asText().equals(arn)).isPresent();
          default -> false;
        };
    if (!known) {
      throw new WireFault(404, "NoSuchEntity", "Entity " + arn + " does not exist");
    }
  }

  private boolean denied(String action) {
    Matcher parts = ACTION.matcher(action);
    if (!parts.matches()) {
      throw new WireFault("InvalidInput", "Invalid Action Name: " + action);
    }
    return policies.deny(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2));
  }

  private static ObjectNode shape(Evaluated evaluated) {
    ObjectNode shape =
        Nodes.object()
            .put("EvalActionName", evaluated.action())
            .put("EvalResourceName", evaluated.resource())
            .put("EvalDecision", evaluated.denied() ? "implicitDeny" : "allowed");
    shape.putArray("MatchedStatements");
    shape.putArray("MissingContextValues");
    shape.putObject("OrganizationsDecisionDetail").put("AllowedByOrganizations", true);
    return shape;
  }
}
