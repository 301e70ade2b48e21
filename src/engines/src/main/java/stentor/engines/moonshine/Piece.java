package stentor.engines.moonshine;

/**
 * One decoded piece.
 *
 * @param id its number in the vocabulary
 * @param logProbability natural logarithm of its probability given all before it
 */
record Piece(int id, double logProbability) {}
