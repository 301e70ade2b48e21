package stentor.speech.score;

/**
 * The word error rate of one text or of a corpus.
 *
 * @param substitutions words written as another one
 * @param deletions words missing from the hypothesis
 * @param insertions words of the hypothesis that were not said
 * @param referenceLength words of the reference
 */
public record WordErrorRate(
    long substitutions, long deletions, long insertions, long referenceLength)
    implements ErrorRate {

  /** Of nothing; the sum of an empty corpus. */
  public static final WordErrorRate NONE = new WordErrorRate(0, 0, 0, 0);

  /**
   * Compares two texts after {@code normaliser} has brought both to one way of writing, with the
   * effort of a {@link Effort#MINUTE minute}.
   *
   * @throws ScoreException if the texts are too long and too different
   */
  public static WordErrorRate of(String reference, String hypothesis, Normaliser normaliser) {
    return of(reference, hypothesis, normaliser, Effort.MINUTE);
  }

  /**
   * Compares two texts after {@code normaliser} has brought both to one way of writing.
   *
   * @throws ScoreException if that is more than {@code effort}
   */
  public static WordErrorRate of(
      String reference, String hypothesis, Normaliser normaliser, Effort effort) {
    EditCounts counts =
        new BandedLevenshtein(
                Units.words(normaliser.normalise(effort.taken(reference))),
                Units.words(normaliser.normalise(effort.taken(hypothesis))))
            .counts(effort);
    return new WordErrorRate(
        counts.substitutions(), counts.deletions(), counts.insertions(), counts.referenceLength());
  }

  /** The rate of both corpora together: edits and lengths are summed, rates are not averaged. */
  public WordErrorRate plus(WordErrorRate other) {
    return new WordErrorRate(
        substitutions + other.substitutions,
        deletions + other.deletions,
        insertions + other.insertions,
        referenceLength + other.referenceLength);
  }
}
