package stentor.speech.score;

import java.util.List;
import java.util.regex.Pattern;

/** What a text is taken apart into before it is aligned. */
final class Units {

  private static final Pattern SPACES = PythonPattern.compile("\\s+");

  private Units() {}

  /** The stretches between white space. */
  static List<String> words(String text) {
    return SPACES.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  /** The code points, without white space at the ends. */
  static List<String> characters(String text) {
    return text.strip().codePoints().mapToObj(Character::toString).toList();
  }
}
