package stentor.speech.score;

/**
 * How many words were substituted, deleted, inserted, and how many there were.
 *
 * @param substitutions words written as another one
 * @param deletions words missing from the hypothesis
 * @param insertions words of the hypothesis that were not said
 * @param referenceLength words of the reference
 */
record EditCounts(long substitutions, long deletions, long insertions, long referenceLength) {}
