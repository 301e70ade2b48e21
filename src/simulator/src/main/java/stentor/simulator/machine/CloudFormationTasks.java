package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.iam.RolePolicies;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.ParsedXml;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;

/**
 * Step Functions' SDK integration with CloudFormation: {@code deleteStack} and {@code
 * describeStacks}, asked with the rights of the machine's role.
 */
final class CloudFormationTasks implements Tasks {

  private static final Pattern RESOURCE =
      Pattern.compile("arn:aws:states:::aws-sdk:cloudformation:(deleteStack|describeStacks)");
  private static final Pattern ROLE = Pattern.compile("arn:aws:iam::(\\d{12}):role/.+");

  /** Errors that the service's model names; all others have the service's general name. */
  private static final Set<String> MODELED = Set.of("TokenAlreadyExistsException");

  private final Function<WireRequest, WireAnswer> cloudFormation;
  private final RolePolicies policies;

  CloudFormationTasks(Function<WireRequest, WireAnswer> cloudFormation, RolePolicies policies) {
    this.cloudFormation = cloudFormation;
    this.policies = policies;
  }

  @Override
  public JsonNode ask(String resource, JsonNode parameters, Asker asker) {
    Matcher matcher = RESOURCE.matcher(resource);
    if (!matcher.matches()) {
      throw new StateError("States.Runtime", "The simulator has no task " + resource);
    }
    String name = matcher.group(1);
    String action = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    try {
      authorize(action, parameters.path("StackName").asText(), asker);
      WireAnswer answer = cloudFormation.apply(request(action, parameters, asker.region()));
      if (action.equals("DeleteStack")) {
        return Nodes.object();
      }
      return ParsedXml.of(new String(answer.body(), StandardCharsets.UTF_8))
          .path(action + "Result");
    } catch (WireFault refused) {
      String code = refused.code();
      String error =
          MODELED.contains(code)
              ? "CloudFormation." + code
              : "CloudFormation.CloudFormationException";
      throw new StateError(
          error,
          "%s (Service: CloudFormation, Status Code: %d)"
              .formatted(refused.message(), refused.status()),
          refused);
    }
  }

  private void authorize(String action, String stack, Asker asker) {
    String role = asker.role();
    Matcher account = ROLE.matcher(role);
    String arn =
        stack.startsWith("arn:")
            ? stack
            : "arn:aws:cloudformation:%s:%s:stack/%s/*"
                .formatted(asker.region(), account.matches() ? account.group(1) : "", stack);
    if (!policies.allow(role, "cloudformation:" + action, arn)) {
      throw new WireFault(
          403,
          "AccessDenied",
          "User: %s is not authorized to perform: cloudformation:%s on resource: %s because no identity-based policy allows the cloudformation:%s action"
              .formatted(role, action, arn, action));
    }
  }

  private WireRequest request(String action, JsonNode parameters, String region) {
    StringBuilder form = new StringBuilder("Action=" + action + "&Version=2010-05-15");
    parameters
        .properties()
        .forEach(
            field ->
                form.append('&')
                    .append(encoded(field.getKey()))
                    .append('=')
                    .append(encoded(field.getValue().asText())));
    return new WireRequest(
        "POST",
        "/",
        Map.of(),
        Map.of("content-type", "application/x-www-form-urlencoded"),
        form.toString().getBytes(StandardCharsets.UTF_8),
        "cloudformation",
        region,
        "");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
