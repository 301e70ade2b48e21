package stentor.protocol.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;
import stentor.protocol.environment.EnvironmentName;

/**
 * Names a token of an environment, and with it whoever was given it.
 *
 * @param value matches {@link EnvironmentName#PATTERN}
 */
public record TokenName(@JsonValue String value) {

  private static final Pattern COMPILED = Pattern.compile(EnvironmentName.PATTERN);

  /** Checks the pattern. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public TokenName {
    if (!COMPILED.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a token's name: " + value);
    }
  }

  /** The name that this text spells, if it does. */
  public static Optional<TokenName> of(String text) {
    return COMPILED.matcher(text).matches() ? Optional.of(new TokenName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
