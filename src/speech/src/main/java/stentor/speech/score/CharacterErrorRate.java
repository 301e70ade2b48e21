package stentor.speech.score;

/**
 * The character error rate of one text or of a corpus. A character is a Unicode code point; the
 * spaces between words count.
 *
 * @param substitutions characters written as another one
 * @param deletions characters missing from the hypothesis
 * @param insertions characters of the hypothesis that were not said
 * @param referenceLength characters of the reference
 */
public record CharacterErrorRate(
    long substitutions, long deletions, long insertions, long referenceLength)
    implements ErrorRate {

  /** Of nothing; the sum of an empty corpus. */
  public static final CharacterErrorRate NONE = new CharacterErrorRate(0, 0, 0, 0);

  /**
   * Compares two texts after {@code normaliser} has brought both to one way of writing, with the
   * effort of a {@link Effort#MINUTE minute}.
   *
   * @throws ScoreException if the texts are too long and too different
   */
  public static CharacterErrorRate of(String reference, String hypothesis, Normaliser normaliser) {
    return of(reference, hypothesis, normaliser, Effort.MINUTE);
  }

  /**
   * Compares two texts after {@code normaliser} has brought both to one way of writing.
   *
   * @throws ScoreException if that is more than {@code effort}
   */
  public static CharacterErrorRate of(
      String reference, String hypothesis, Normaliser normaliser, Effort effort) {
    EditCounts counts =
        new BandedLevenshtein(
                Units.characters(normaliser.normalise(effort.taken(reference))),
                Units.characters(normaliser.normalise(effort.taken(hypothesis))))
            .counts(effort);
    return new CharacterErrorRate(
        counts.substitutions(), counts.deletions(), counts.insertions(), counts.referenceLength());
  }

  /** The rate of both corpora together: edits and lengths are summed, rates are not averaged. */
  public CharacterErrorRate plus(CharacterErrorRate other) {
    return new CharacterErrorRate(
        substitutions + other.substitutions,
        deletions + other.deletions,
        insertions + other.insertions,
        referenceLength + other.referenceLength);
  }
}
