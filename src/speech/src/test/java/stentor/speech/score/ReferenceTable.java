package stentor.speech.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Rows that another tool wrote ({@code test/benchmarks/score_references.py}). */
final class ReferenceTable {

  private ReferenceTable() {}

  /** The fields of every row of the resource {@code name}. */
  static List<List<String>> rows(String name) throws IOException {
    try (InputStream table = ReferenceTable.class.getResourceAsStream(name);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(table, name), StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> List.of(line.split("\t", -1))).toList();
    }
  }
}
