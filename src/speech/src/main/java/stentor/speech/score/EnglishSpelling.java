package stentor.speech.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * British spellings to American ones, word by word. The list and its licence stand in the resource
 * {@code british-american-spelling.tsv}.
 */
final class EnglishSpelling {

  private static final String LIST = "british-american-spelling.tsv";

  private final Map<String, String> american;

  private EnglishSpelling(Map<String, String> american) {
    this.american = american;
  }

  /** Reads the list that is part of the program. */
  static EnglishSpelling load() {
    try (InputStream list = EnglishSpelling.class.getResourceAsStream(LIST)) {
      if (list == null) {
        throw new IllegalStateException("the program was built without " + LIST);
      }
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
        return new EnglishSpelling(
            reader
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1])));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The American spelling, or the word itself. */
  String american(String word) {
    return american.getOrDefault(word, word);
  }
}
