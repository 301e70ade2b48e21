package stentor.speech.score;

/** Edits in proportion to the length of what was said. */
public sealed interface ErrorRate permits WordErrorRate, CharacterErrorRate {

  /** Words or characters written as another one. */
  long substitutions();

  /** Words or characters missing from the hypothesis. */
  long deletions();

  /** Words or characters of the hypothesis that were not said. */
  long insertions();

  /** Words or characters of the reference. */
  long referenceLength();

  /** Substitutions, deletions and insertions together. */
  default long errors() {
    return substitutions() + deletions() + insertions();
  }

  /** Words or characters of the reference that the hypothesis has. */
  default long matches() {
    return referenceLength() - substitutions() - deletions();
  }

  /**
   * {@code errors / referenceLength}; 0 is perfect and, because of insertions, 1 is not the most.
   * Where the reference is empty no proportion exists: then it is the number of insertions, as in
   * jiwer, so that silence written as silence is 0 and invented words never are.
   */
  default double rate() {
    return errors() / (double) Math.max(1, referenceLength());
  }
}
