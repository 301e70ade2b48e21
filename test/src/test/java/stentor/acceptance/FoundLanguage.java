package stentor.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was decided about the language of a recording.
 *
 * @param name the recording's, without what follows the dot
 * @param chosen BCP 47 tag
 * @param reason why, {@code identified} for example
 * @param margin the score of the chosen one less the largest of the others
 */
record FoundLanguage(String name, String chosen, String reason, double margin) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXTENSION = ".json";

  /** Those of a folder of answers in verbose_json. */
  static List<FoundLanguage> readAll(Path folder) throws IOException {
    List<FoundLanguage> all = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        JsonNode answer = JSON.readTree(Files.readString(file));
        all.add(
            of(
                file.getFileName().toString().replace(EXTENSION, ""),
                answer.get("stentor").get("languageDecision")));
      }
    }
    return all;
  }

  private static FoundLanguage of(String name, JsonNode decision) {
    String chosen = decision.get("chosen").asText();
    double own = 0;
    double other = 0;
    for (JsonNode candidate : decision.get("candidates")) {
      double score = candidate.path("score").asDouble(0);
      if (candidate.get("language").asText().equals(chosen)) {
        own = score;
      } else {
        other = Math.max(other, score);
      }
    }
    return new FoundLanguage(name, chosen, decision.get("reason").asText(), own - other);
  }
}
