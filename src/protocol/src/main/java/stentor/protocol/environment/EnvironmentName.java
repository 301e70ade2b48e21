package stentor.protocol.environment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an environment; becomes part of folder, queue and Kubernetes names.
 *
 * @param value matches {@code [a-z]([a-z0-9-]{0,18}[a-z0-9])?}
 */
public record EnvironmentName(@JsonValue String value) {

  /** The pattern every name matches. */
  public static final String PATTERN = "[a-z]([a-z0-9-]{0,18}[a-z0-9])?";

  private static final Pattern COMPILED = Pattern.compile(PATTERN);

  /** The environment that is meant where none is named. */
  public static final EnvironmentName DEFAULT = new EnvironmentName("default");

  /** Checks the pattern. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EnvironmentName {
    if (!COMPILED.matcher(value).matches()) {
      throw new IllegalArgumentException("Not an environment's name: " + value);
    }
  }

  /** The name that this text spells, if it does. */
  public static Optional<EnvironmentName> of(String text) {
    return COMPILED.matcher(text).matches()
        ? Optional.of(new EnvironmentName(text))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
