package stentor.simulator.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a template refers to outside of itself, while it is resolved. */
public interface References {

  /** What {@code Ref} of a resource gives: its physical id. */
  Optional<String> id(String resource);

  /** What {@code Fn::GetAtt} gives: a text or an array of texts. */
  Optional<JsonNode> attribute(String resource, String name);

  /** The value of an export of the region. */
  Optional<String> exported(String name);
}
