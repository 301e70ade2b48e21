package stentor.speech.score;

/**
 * One step that turns a reference into a hypothesis. What is aligned is called a word, in a
 * character alignment it is a character.
 */
public sealed interface Edit {

  /**
   * The hypothesis has the reference's word.
   *
   * @param word the word both have
   */
  record Match(String word) implements Edit {}

  /**
   * The hypothesis has another word.
   *
   * @param reference the word that was said
   * @param hypothesis the word that was written for it
   */
  record Substitution(String reference, String hypothesis) implements Edit {}

  /**
   * The hypothesis lacks a word.
   *
   * @param reference the word that was said
   */
  record Deletion(String reference) implements Edit {}

  /**
   * The hypothesis has a word nobody said.
   *
   * @param hypothesis the word that was written
   */
  record Insertion(String hypothesis) implements Edit {}
}
