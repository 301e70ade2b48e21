package stentor.engines.vosk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import stentor.engines.Recognition;
import stentor.speech.transcript.Word;

/** Reads the JSON in which Vosk answers. Immutable. */
final class VoskAnswers {

  /** A posterior is rounded to 0 by lattices that were pruned; its logarithm must stay finite. */
  private static final double LEAST_CONFIDENCE = 1e-4;

  private final JsonMapper json = new JsonMapper();

  /**
   * The words of an answer, with the times that it has; empty where it has none. What Kaldi writes
   * for noise and for words that it does not know ({@code [noise]}, {@code <unk>}) is no word.
   *
   * @throws JsonProcessingException if it is no answer of Vosk's
   */
  List<Word> words(String answer) throws JsonProcessingException {
    List<Word> words = new ArrayList<>();
    for (JsonNode word : json.readTree(answer).path("result")) {
      String text = word.path("word").asText().strip();
      if (!text.isEmpty() && !isMark(text)) {
        double start = word.path("start").asDouble();
        words.add(
            new Word(
                text,
                start,
                Math.max(start, word.path("end").asDouble()),
                confidence(word.path("conf")),
                false));
      }
    }
    return words;
  }

  private static boolean isMark(String text) {
    return (text.startsWith("[") && text.endsWith("]"))
        || (text.startsWith("<") && text.endsWith(">"));
  }

  private static OptionalDouble confidence(JsonNode conf) {
    return conf.isNumber()
        ? OptionalDouble.of(Math.clamp(conf.asDouble(), 0, 1))
        : OptionalDouble.empty();
  }

  /**
   * What words make up. The mean log-probability is that of the words' posteriors: Kaldi's measure
   * of how much likelier each is than what else the lattice has in its place. It is of words, not
   * of pieces, and has to be calibrated for a model before it is compared with another engine's.
   * Absent where there is no word, since Vosk does not say how sure it is of silence.
   */
  static Recognition recognition(List<Word> words) {
    OptionalDouble mean =
        words.stream()
            .map(Word::confidence)
            .flatMapToDouble(OptionalDouble::stream)
            .map(confidence -> Math.log(Math.max(LEAST_CONFIDENCE, confidence)))
            .average();
    return new Recognition(
        words.stream().map(Word::text).collect(Collectors.joining(" ")),
        List.of(),
        words,
        mean,
        Set.of());
  }
}
