package stentor.speech.transcript;

/**
 * One piece of an engine's vocabulary as it was decoded.
 *
 * @param id the piece's number in the vocabulary, 0 or more
 * @param text the piece as text; a leading space begins a word
 * @param logProbability natural logarithm of the piece's probability given all before it, at most 0
 */
public record Token(int id, String text, double logProbability) {}
