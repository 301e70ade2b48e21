package stentor.protocol.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a client gives an engine on the way. No engine here can use any of it yet, and answers say
 * so: see {@link #ignored()}.
 *
 * @param prompt text to guide the style, or what was said before; absent where there is none
 * @param temperature of sampling, from 0 (always the most likely piece) to 1; absent: the engine's
 *     own
 */
public record Hints(Optional<String> prompt, OptionalDouble temperature) {

  /** The prompt was not used. */
  public static final String PROMPT_IGNORED = "prompt_ignored";

  /** The temperature was not used; segments tell the one that was. */
  public static final String TEMPERATURE_IGNORED = "temperature_ignored";

  /** Nothing was given. */
  public static final Hints NONE = new Hints(Optional.empty(), OptionalDouble.empty());

  /** Flags that tell which of them were not used. A temperature of 0 is what engines do. */
  public List<String> ignored() {
    List<String> flags = new ArrayList<>();
    if (prompt.isPresent()) {
      flags.add(PROMPT_IGNORED);
    }
    if (temperature.orElse(0) > 0) {
      flags.add(TEMPERATURE_IGNORED);
    }
    return List.copyOf(flags);
  }
}
