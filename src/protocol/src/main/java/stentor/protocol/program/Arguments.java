package stentor.protocol.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of a program that another program starts: {@code --name value} pairs, each once,
 * in any order. People use the command line of {@code cli}, which is richer.
 */
public final class Arguments {

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if they are no such pairs
   */
  public static Arguments of(List<String> words) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < words.size(); i += 2) {
      String name = words.get(i);
      if (!name.startsWith("--") || i + 1 == words.size()) {
        throw new IllegalArgumentException("Expected '--name value' at: " + name);
      }
      if (values.put(name.substring(2), words.get(i + 1)) != null) {
        throw new IllegalArgumentException("Given twice: " + name);
      }
    }
    return new Arguments(values);
  }

  /**
   * The value of {@code --name}.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public String required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException("Missing: --" + name + " VALUE"));
  }

  /** The value of {@code --name}, if it was given. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The value of {@code --name} as a whole number, {@code otherwise} where it was not given.
   *
   * @throws IllegalArgumentException if it is no whole number
   */
  public int number(String name, int otherwise) {
    return optional(name).map(Integer::parseInt).orElse(otherwise);
  }
}
