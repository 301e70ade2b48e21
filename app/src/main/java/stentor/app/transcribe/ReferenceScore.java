package stentor.app.transcribe;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import stentor.speech.score.Alignment;
import stentor.speech.score.BasicNormaliser;
import stentor.speech.score.CharacterErrorRate;
import stentor.speech.score.Edit;
import stentor.speech.score.EnglishNormaliser;
import stentor.speech.score.Normaliser;
import stentor.speech.score.WordErrorRate;

/**
 * How far a transcript is from the right text. Immutable.
 *
 * @param words word error rate
 * @param characters character error rate
 * @param edits what is the same and what is not, word by word, as both were brought to one way of
 *     writing
 */
record ReferenceScore(WordErrorRate words, CharacterErrorRate characters, List<Edit> edits) {

  /** Languages written without spaces between words: there each letter counts as a word. */
  private static final Set<String> WITHOUT_SPACES =
      Set.of("zh", "yue", "cmn", "ja", "th", "lo", "km", "my");

  ReferenceScore {
    edits = List.copyOf(edits);
  }

  /**
   * Compares two texts. Takes up to a minute for very long ones.
   *
   * @param language BCP 47 tag, which says how they are brought to one way of writing
   * @throws stentor.speech.score.ScoreException if they are too long and too different
   */
  static ReferenceScore of(String reference, String transcript, String language) {
    Normaliser normaliser = normaliser(language);
    String right = normaliser.normalise(reference);
    String said = normaliser.normalise(transcript);
    Alignment alignment = Alignment.ofWords(right, said);
    return new ReferenceScore(
        alignment.wordErrorRate(),
        CharacterErrorRate.of(reference, transcript, normaliser),
        alignment.edits());
  }

  private static Normaliser normaliser(String language) {
    String primary = Locale.forLanguageTag(language).getLanguage();
    return primary.equals("en")
        ? new EnglishNormaliser()
        : new BasicNormaliser(false, WITHOUT_SPACES.contains(primary));
  }
}
