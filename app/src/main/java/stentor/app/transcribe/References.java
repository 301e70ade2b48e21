package stentor.app.transcribe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import stentor.protocol.file.IoReason;

/**
 * The right texts of recordings, by file name. Immutable.
 *
 * @param byName texts by the name of the file, and by the name without its ending
 */
record References(Map<String, String> byName) {

  /** No texts. */
  static final References NONE = new References(Map.of());

  private static final long MOST_BYTES = 32L << 20;

  References {
    byName = Map.copyOf(byName);
  }

  /** The text of a recording. */
  Optional<String> of(Path file) {
    String name = Transcribed.nameOf(file);
    return Optional.ofNullable(byName.get(name))
        .or(() -> Optional.ofNullable(byName.get(stem(name))));
  }

  /** How many recordings there are texts of; each stands under one name or two. */
  long size() {
    return byName.keySet().stream().map(References::stem).distinct().count();
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * Reads a table: a line for each file, its name first, its text last, tabs between.
   *
   * @throws TranscribeException if it is none
   */
  static References table(Path file) {
    Map<String, String> texts = new HashMap<>();
    text(file)
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(cells -> cells.length >= 2)
        .forEach(
            cells -> {
              String name = cells[0].strip();
              texts.put(name, cells[cells.length - 1].strip());
              texts.put(stem(name), cells[cells.length - 1].strip());
            });
    if (texts.isEmpty()) {
      throw new TranscribeException(
          new TranscribeProblem.UnusableReference(
              file, "no line of it has a file's name, a tab and a text"));
    }
    return new References(texts);
  }

  /**
   * Reads a text.
   *
   * @throws TranscribeException if it cannot be read, is too large, or is no text
   */
  static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new TranscribeException(
            new TranscribeProblem.UnusableReference(file, "it has more than 32 MiB"));
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException otherwise) {
      throw new TranscribeException(
          new TranscribeProblem.UnusableReference(file, "it is not written in UTF-8"), otherwise);
    } catch (IOException unreadable) {
      throw new TranscribeException(
          new TranscribeProblem.UnusableReference(file, IoReason.of(unreadable)), unreadable);
    }
  }
}
