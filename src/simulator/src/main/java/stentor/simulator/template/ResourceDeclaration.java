package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A resource as a template declares it.
 *
 * @param name logical id
 * @param type for example {@code AWS::EC2::VPC}
 * @param declared all of its declaration
 */
public record ResourceDeclaration(String name, String type, JsonNode declared) {

  /** Its properties with all functions in them; an empty object where it has none. */
  public JsonNode properties() {
    return declared.path("Properties").isObject()
        ? declared.get("Properties")
        : JsonNodeFactory.instance.objectNode();
  }

  /** The condition under which it is made. */
  public Optional<String> condition() {
    return Optional.ofNullable(declared.get("Condition")).map(JsonNode::asText);
  }

  /** Whether it stays when its stack goes. */
  public boolean retained() {
    return declared.path("DeletionPolicy").asText().equals("Retain");
  }

  /** The resources that have to be there before, as far as it says so itself. */
  Set<String> dependsOn() {
    Set<String> names = new LinkedHashSet<>();
    JsonNode stated = declared.path("DependsOn");
    if (stated.isTextual()) {
      names.add(stated.asText());
    }
    stated.forEach(one -> names.add(one.asText()));
    return names;
  }
}
