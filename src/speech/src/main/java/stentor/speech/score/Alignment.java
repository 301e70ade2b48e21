package stentor.speech.score;

import java.util.ArrayList;
import java.util.List;

/**
 * A hypothesis laid beside its reference with the fewest edits.
 *
 * <p>Several alignments can have equally few. Taken are those with the fewest substitutions, that
 * is, with the most matches, so that the counts are well defined; among these the one that, read
 * from the end, pairs words before it deletes and deletes before it inserts. The same two texts
 * always give the same alignment. Other tools break ties otherwise: their number of edits is the
 * same, their split into substitutions, deletions and insertions need not be.
 *
 * @param edits in the order of the texts
 */
public record Alignment(List<Edit> edits) {

  /** Copies the list. */
  public Alignment {
    edits = List.copyOf(edits);
  }

  /**
   * Aligns the words of two normalised texts. Takes time and memory in proportion to length times
   * edits, at most 100 MB: two wholly different texts of 20,000 words each are the most.
   *
   * @param reference words separated by white space
   * @param hypothesis words separated by white space
   * @throws ScoreException if the texts are too long and too different
   */
  public static Alignment ofWords(String reference, String hypothesis) {
    return of(Units.words(reference), Units.words(hypothesis));
  }

  /**
   * Aligns the characters (Unicode code points) of two normalised texts, spaces included; bounded
   * as {@link #ofWords}.
   *
   * @throws ScoreException if the texts are too long and too different
   */
  public static Alignment ofCharacters(String reference, String hypothesis) {
    return of(Units.characters(reference), Units.characters(hypothesis));
  }

  private static Alignment of(List<String> reference, List<String> hypothesis) {
    List<Edit> edits = new ArrayList<>();
    int i = 0;
    int j = 0;
    for (BandedLevenshtein.Step step : new BandedLevenshtein(reference, hypothesis).steps()) {
      edits.add(
          switch (step) {
            case PAIR -> pair(reference.get(i++), hypothesis.get(j++));
            case DELETE -> new Edit.Deletion(reference.get(i++));
            case INSERT -> new Edit.Insertion(hypothesis.get(j++));
          });
    }
    return new Alignment(edits);
  }

  private static Edit pair(String reference, String hypothesis) {
    return reference.equals(hypothesis)
        ? new Edit.Match(reference)
        : new Edit.Substitution(reference, hypothesis);
  }

  /** The word error rate of an alignment of words. */
  public WordErrorRate wordErrorRate() {
    EditCounts counts = counts();
    return new WordErrorRate(
        counts.substitutions(), counts.deletions(), counts.insertions(), counts.referenceLength());
  }

  private EditCounts counts() {
    long substitutions = 0;
    long deletions = 0;
    long insertions = 0;
    long matches = 0;
    for (Edit edit : edits) {
      switch (edit) {
        case Edit.Match _ -> matches++;
        case Edit.Substitution _ -> substitutions++;
        case Edit.Deletion _ -> deletions++;
        case Edit.Insertion _ -> insertions++;
      }
    }
    return new EditCounts(
        substitutions, deletions, insertions, matches + substitutions + deletions);
  }
}
