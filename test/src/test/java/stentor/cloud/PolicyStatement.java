package stentor.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A statement of a policy that is written in a template.
 *
 * @param resource the resource of the template that it is in
 * @param json the statement
 */
record PolicyStatement(String resource, JsonNode json) {

  /** What roles and users may do. */
  static List<PolicyStatement> ofIdentities(CloudTemplate template) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : template.resources().entrySet()) {
      JsonNode properties = entry.getValue().path("Properties");
      if (entry.getValue().path("Type").asText().startsWith("AWS::IAM::")) {
        add(statements, entry.getKey(), properties.path("PolicyDocument"));
        for (JsonNode policy : properties.path("Policies")) {
          add(statements, entry.getKey(), policy.path("PolicyDocument"));
        }
      }
    }
    return statements;
  }

  /**
   * Who may do what with this resource: policies of buckets, queues, file systems, repositories.
   */
  static List<PolicyStatement> ofResources(CloudTemplate template) {
    List<PolicyStatement> statements = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : template.resources().entrySet()) {
      if (!entry.getValue().path("Type").asText().startsWith("AWS::IAM::")) {
        JsonNode properties = entry.getValue().path("Properties");
        for (String document :
            List.of("PolicyDocument", "FileSystemPolicy", "RepositoryPolicyText")) {
          add(statements, entry.getKey(), properties.path(document));
        }
      }
    }
    return statements;
  }

  private static void add(List<PolicyStatement> to, String resource, JsonNode document) {
    for (JsonNode statement : CloudTemplate.list(document.path("Statement"))) {
      to.add(new PolicyStatement(resource, statement));
    }
  }

  boolean allows() {
    return json.path("Effect").asText().equals("Allow");
  }

  List<String> actions() {
    return CloudTemplate.list(json.path("Action")).stream().map(JsonNode::asText).toList();
  }

  List<JsonNode> targets() {
    return CloudTemplate.list(json.path("Resource"));
  }

  /** Whether it speaks of everybody. */
  boolean isForEverybody() {
    JsonNode principal = json.path("Principal");
    return principal.asText().equals("*")
        || CloudTemplate.list(principal.path("AWS")).stream()
            .anyMatch(one -> one.asText().equals("*"));
  }

  /** Whether it refuses what does not come by TLS. */
  boolean refusesPlainText() {
    return !allows()
        && isForEverybody()
        && actions().stream().anyMatch(action -> action.endsWith("*"))
        && json.at("/Condition/Bool/aws:SecureTransport").asText().equals("false");
  }
}
