package stentor.simulator.ec2;

import java.util.regex.Pattern;

/** Values of filters, in which {@code *} stands for any text and {@code ?} for one character. */
final class Patterns {

  private Patterns() {}

  static boolean fits(String pattern, String value) {
    StringBuilder expression = new StringBuilder();
    for (char character : pattern.toCharArray()) {
      switch (character) {
        case '*' -> expression.append(".*");
        case '?' -> expression.append('.');
        default -> expression.append(Pattern.quote(String.valueOf(character)));
      }
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(value).matches();
  }
}
