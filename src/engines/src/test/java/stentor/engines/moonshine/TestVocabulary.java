package stentor.engines.moonshine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A vocabulary of the usual size with pieces of one's own from number 3 on. */
final class TestVocabulary {

  private static final int PIECES = 32_000;

  private TestVocabulary() {}

  /** The content of its file, as the model's is: without a line feed at the end. */
  static byte[] with(List<String> pieces) {
    List<String> lines = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    lines.addAll(pieces);
    while (lines.size() < PIECES) {
      lines.add("piece" + lines.size());
    }
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
