package stentor.speech.score;

/**
 * Brings a reference and a hypothesis to one way of writing, so that an error rate counts what was
 * heard and not how it was spelt. Implementations are immutable and safe for use by many threads.
 */
public interface Normaliser {

  /**
   * The text in the one way of writing.
   *
   * @param text as a person or an engine wrote it; may be empty
   * @return words separated by single spaces, no space at either end; empty where nothing is left
   */
  String normalise(String text);
}
