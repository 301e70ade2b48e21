package stentor.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Sources and texts name the same keys. A literal that ends with a dot begins keys. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MessageKeysTest {

  private static final Path MAIN = Path.of("src", "main");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9]*(?:\\.[\\w-]*)+)\"");
  private static final Pattern TEXT = Pattern.compile("\\btext\\(\\s*\"([^\"]+)\"\\s*[,)]");
  private static final Pattern COUNT = Pattern.compile("\\bcount\\(\\s*\"([^\"]+)\"\\s*[,)]");
  private static final Pattern IN_FXML = Pattern.compile("\"%([\\w.-]+)\"");

  private final Set<String> texts = new HashSet<>(Collections.list(new Messages().getKeys()));

  private static List<String> found(Pattern pattern, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .map(MessageKeysTest::read)
          .flatMap(text -> pattern.matcher(text).results().map((MatchResult one) -> one.group(1)))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new AssertionError(file.toString(), unreadable);
    }
  }

  @Test
  void every_key_that_is_used_has_a_text() throws IOException {
    Set<String> missing = new TreeSet<>(found(TEXT, ".java"));
    missing.addAll(found(IN_FXML, ".fxml"));
    for (String counted : found(COUNT, ".java")) {
      missing.addAll(List.of(counted + ".one", counted + ".many"));
    }
    missing.removeAll(texts);

    assertThat(missing).isEmpty();
  }

  @Test
  void every_text_is_used() throws IOException {
    Collection<String> literals = found(LITERAL, ".java");
    Set<String> used = new HashSet<>(literals);
    used.addAll(found(IN_FXML, ".fxml"));
    List<String> beginnings = literals.stream().filter(one -> one.endsWith(".")).toList();
    Set<String> unused =
        texts.stream()
            .filter(
                key ->
                    !used.contains(key) && !used.contains(key.replaceFirst("\\.(one|many)$", "")))
            .filter(key -> beginnings.stream().noneMatch(key::startsWith))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unused).isEmpty();
  }
}
