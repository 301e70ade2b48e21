package stentor.simulator.operation;

import java.util.regex.Pattern;

/**
 * Patterns of filters and policies, in which {@code *} stands for any text and {@code ?} for one
 * character.
 */
public final class Patterns {

  private Patterns() {}

  /** Whether a value fits a pattern, all of it. */
  public static boolean fits(String pattern, String value) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      switch (character) {
        case '*' -> expression.append(".*");
        case '?' -> expression.append('.');
        default -> expression.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(value).matches();
  }
}
