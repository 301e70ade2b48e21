package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The types of resources that are known, with their properties as AWS's own schemas have them; see
 * {@code schemas/make} for where the table is from. Immutable.
 */
public final class ResourceTypes {

  /** All that is known. */
  public static final ResourceTypes KNOWN = new ResourceTypes(read());

  private final JsonNode table;

  private ResourceTypes(JsonNode table) {
    this.table = table;
  }

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(ResourceTypes.class.getResourceAsStream("resource-types.json"))) {
      return new ObjectMapper().readTree(in);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  boolean has(String type) {
    return table.has(type);
  }

  /** Whether {@code Fn::GetAtt} gives it. */
  boolean hasAttribute(String type, String name) {
    String path = "/properties/" + name.replace('.', '/');
    for (JsonNode one : table.path(type).path("readOnlyProperties")) {
      if (one.asText().equals(path)) {
        return true;
      }
    }
    return table.path(type).path("properties").has(name);
  }

  /**
   * What the schema refuses of properties, each as CloudFormation words it; empty where it refuses
   * nothing.
   */
  public List<String> problems(String type, JsonNode properties) {
    return SchemaCheck.problems(table.path(type), properties);
  }

  /** Whether a type's resources have tags, and so take those of their stack. */
  public boolean taggable(String type) {
    JsonNode properties = table.path(type).path("properties");
    return properties.has("Tags")
        || properties.has("FileSystemTags")
        || properties.has("AccessPointTags");
  }

  /** The properties whose change makes another resource; paths like {@code A/B} among them. */
  public Set<String> replacing(String type) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode one : table.path(type).path("createOnlyProperties")) {
      names.add(one.asText().substring("/properties/".length()));
    }
    return names;
  }
}
