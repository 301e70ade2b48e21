package stentor.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that exists in the account.
 *
 * @param type CloudFormation's name of its kind, for example {@code AWS::EC2::VPC}
 * @param id what its service calls it (what {@code Ref} gives), unique among its type
 * @param properties those of its template, with everything resolved; not to be changed
 * @param attributes what {@code Fn::GetAtt} gives, lists as JSON arrays
 * @param tags its own and those of its stack
 * @param createdAt simulated time
 * @param stack id (ARN) of the stack that made it; absent where a service made it by itself
 * @param managed whether a service of AWS keeps it in this account: EC2 shows it only where it is
 *     asked with {@code IncludeManagedResources=true}
 * @param state in its service's words, for example {@code CREATING} or {@code ACTIVE}
 */
public record Resource(
    String type,
    String id,
    ObjectNode properties,
    Map<String, String> attributes,
    Map<String, String> tags,
    Instant createdAt,
    Optional<String> stack,
    boolean managed,
    String state) {

  /** Copies the maps. */
  public Resource {
    attributes = Map.copyOf(attributes);
    tags = Map.copyOf(tags);
  }

  /** The same in another state. */
  public Resource withState(String now) {
    return new Resource(type, id, properties, attributes, tags, createdAt, stack, managed, now);
  }

  /** The same with an attribute more, or another value of it. */
  public Resource withAttribute(String name, String value) {
    Map<String, String> more = new HashMap<>(attributes);
    more.put(name, value);
    return new Resource(type, id, properties, more, tags, createdAt, stack, managed, state);
  }

  /** The same with other properties. */
  public Resource withProperties(ObjectNode others) {
    return new Resource(type, id, others, attributes, tags, createdAt, stack, managed, state);
  }

  /** The same with other tags. */
  public Resource withTags(Map<String, String> others) {
    return new Resource(type, id, properties, attributes, others, createdAt, stack, managed, state);
  }

  /** A property that is a text, number or truth value, as text; empty where there is none. */
  public String text(String property) {
    return properties.path(property).asText();
  }

  /** An attribute, empty where there is none. */
  public String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }
}
