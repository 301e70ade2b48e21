package stentor.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the roles of {@code roles.yaml} may do, evaluated as IAM does for one account without
 * boundaries: a denial wins, else an allowance, else nothing is allowed (IAM User Guide, "Policy
 * evaluation logic"). Knows what the template uses: action, resource, the conditions StringEquals,
 * StringLike, Bool, ArnLike and their IfExists, policies of its own; not those of AWS.
 */
final class RolePolicies {

  static final String ACCOUNT = "123456789012";
  static final String REGION = "eu-central-1";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9:/_-]+)}");

  private final String environment;
  private final CloudTemplate template = CloudTemplate.named("roles");
  private final List<PolicyStatement> statements = PolicyStatement.ofIdentities(template);

  RolePolicies(String environment) {
    this.environment = environment;
  }

  /**
   * Whether a role may do this.
   *
   * @param role its name in the template
   * @param action such as {@code ec2:CreateVpc}
   * @param resource the whole name of what it is done to
   * @param context the keys of conditions that the call has
   */
  boolean allow(String role, String action, String resource, Map<String, String> context) {
    List<PolicyStatement> met =
        statements.stream()
            .filter(statement -> isOf(statement, role))
            .filter(
                statement ->
                    statement.actions().stream()
                        .anyMatch(
                            pattern ->
                                like(
                                    pattern.toLowerCase(Locale.ROOT),
                                    action.toLowerCase(Locale.ROOT))))
            .filter(
                statement ->
                    statement.targets().stream()
                        .anyMatch(target -> like(resolved(target, context), resource)))
            .filter(statement -> holds(statement.json().path("Condition"), context))
            .toList();
    return !met.isEmpty() && met.stream().allMatch(PolicyStatement::allows);
  }

  /** Whether a role may do this with something at some time. */
  boolean mentions(String role, String action) {
    return statements.stream()
        .filter(statement -> isOf(statement, role) && statement.allows())
        .anyMatch(statement -> statement.actions().contains(action));
  }

  /** How many characters the policies inside each role have, as IAM counts them: without spaces. */
  int sizeInside(String resource) {
    int size = 0;
    JsonNode properties = template.resources().get(resource).path("Properties");
    for (JsonNode policy : properties.path("Policies")) {
      size += written(policy.path("PolicyDocument")).length();
    }
    return size + written(properties.path("PolicyDocument")).length();
  }

  private String written(JsonNode document) {
    if (document.isObject()
        && (document.has("Fn::Sub") || document.has("Ref") || document.has("Fn::GetAtt"))) {
      return "\"" + resolved(document, Map.of()) + "\"";
    }
    StringBuilder text = new StringBuilder();
    if (document.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> fields = document.properties().iterator();
          fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        text.append('"')
            .append(field.getKey())
            .append("\":")
            .append(written(field.getValue()))
            .append(',');
      }
    } else if (document.isArray()) {
      document.forEach(one -> text.append(written(one)).append(','));
    } else if (!document.isMissingNode()) {
      return document.toString();
    }
    return "{" + text + "}";
  }

  private boolean isOf(PolicyStatement statement, String role) {
    if (statement.resource().equals(role)) {
      return true;
    }
    return CloudTemplate.list(
            template.resources().get(role).path("Properties").path("ManagedPolicyArns"))
        .stream()
        .anyMatch(policy -> policy.path("Ref").asText().equals(statement.resource()));
  }

  private boolean holds(JsonNode conditions, Map<String, String> context) {
    for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        if (!holds(
            operator.getKey(),
            Optional.ofNullable(context.get(key.getKey())),
            wanted(key.getValue(), context))) {
          return false;
        }
      }
    }
    return true;
  }

  private List<String> wanted(JsonNode values, Map<String, String> context) {
    List<String> wanted = new ArrayList<>();
    CloudTemplate.list(values).forEach(value -> wanted.add(resolved(value, context)));
    return wanted;
  }

  private static boolean holds(String operator, Optional<String> given, List<String> wanted) {
    boolean ifExists = operator.endsWith("IfExists");
    if (given.isEmpty()) {
      return ifExists;
    }
    return switch (operator.replace("IfExists", "")) {
      case "StringEquals", "Bool" -> wanted.contains(given.get());
      case "StringLike", "ArnLike" ->
          wanted.stream().anyMatch(pattern -> like(pattern, given.get()));
      default -> throw new IllegalArgumentException("No evaluation of " + operator);
    };
  }

  private String resolved(JsonNode value, Map<String, String> context) {
    if (value.has("Fn::Sub")) {
      return filled(value.path("Fn::Sub").asText(), Map.of());
    }
    if (value.has("Ref")) {
      return filled("${" + value.path("Ref").asText() + "}", Map.of());
    }
    if (value.has("Fn::GetAtt")) {
      JsonNode name =
          template
              .resources()
              .get(value.path("Fn::GetAtt").path(0).asText())
              .at("/Properties/RoleName/Fn::Sub");
      return "arn:aws:iam::" + ACCOUNT + ":role/" + filled(name.asText(), Map.of());
    }
    return filled(value.asText(), context);
  }

  /** A variable that nobody has filled stays as it is, and equals nothing. */
  private String filled(String text, Map<String, String> context) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            variable ->
                Matcher.quoteReplacement(
                    switch (variable.group(1)) {
                      case "Environment" -> environment;
                      case "AWS::Partition" -> "aws";
                      case "AWS::Region" -> REGION;
                      case "AWS::AccountId" -> ACCOUNT;
                      default -> context.getOrDefault(variable.group(1), variable.group());
                    }));
  }

  private static boolean like(String pattern, String value) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches();
  }
}
