package stentor.simulator.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a stack is made of.
 *
 * @param template its text
 * @param parameters values given, by name
 * @param tags of the stack, which its resources take
 * @param capabilities granted, for example {@code CAPABILITY_NAMED_IAM}
 * @param role ARN of the role that works for it
 */
public record StackInput(
    String template,
    Map<String, String> parameters,
    Map<String, String> tags,
    List<String> capabilities,
    Optional<String> role) {

  /** Copies the collections. */
  public StackInput {
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
    capabilities = List.copyOf(capabilities);
  }
}
