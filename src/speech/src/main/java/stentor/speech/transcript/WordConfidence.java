package stentor.speech.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Gives words the confidence that an engine's pieces have. A pure function.
 *
 * <p>The confidence of a word is the geometric mean of the probabilities of its pieces, {@code
 * exp(1/n * sum(log p))}: the mean rather than the product, so that a long word is not less sure
 * for being long. It is the usual measure for models that write text piece by piece (A. Malinin and
 * M. Gales, "Uncertainty Estimation in Autoregressive Structured Prediction", ICLR 2021, section 3,
 * length-normalised). It is the decoder's own estimate and not calibrated.
 */
public final class WordConfidence {

  private WordConfidence() {}

  /**
   * The words with the confidence of their pieces. A piece belongs to every word of whose letters
   * it has some; one without letters to the word that goes on or begins after it. A word that has a
   * confidence keeps it. Where the pieces do not spell the words, all are as they were: a figure
   * that nobody gave is not made up.
   *
   * @param words in order
   * @param tokens the pieces of the same text in order; may be empty
   */
  public static List<Word> of(List<Word> words, List<Token> tokens) {
    String spelled = letters(tokens.stream().map(Token::text).toList());
    String said = letters(words.stream().map(Word::text).toList());
    if (tokens.isEmpty() || !spelled.equals(said)) {
      return words;
    }
    List<Word> result = new ArrayList<>(words.size());
    int next = 0;
    // Letters of the words so far, and of the tokens before the next one.
    int wordsEnd = 0;
    int tokensEnd = 0;
    for (Word word : words) {
      int wordStart = wordsEnd;
      wordsEnd += letters(List.of(word.text())).length();
      if (next > 0 && tokensEnd > wordStart) {
        // The last token has letters of this word, too.
        next--;
        tokensEnd -= length(tokens.get(next));
      }
      double sum = 0;
      int count = 0;
      while (next < tokens.size() && (tokensEnd < wordsEnd || length(tokens.get(next)) == 0)) {
        Token token = tokens.get(next);
        if (tokensEnd >= wordsEnd && next < tokens.size() - 1) {
          // Without letters, and behind this word: it begins the next one.
          break;
        }
        sum += token.logProbability();
        count++;
        tokensEnd += length(token);
        next++;
      }
      result.add(
          count == 0 || word.confidence().isPresent()
              ? word
              : new Word(
                  word.text(),
                  word.start(),
                  word.end(),
                  OptionalDouble.of(Math.clamp(Math.exp(sum / count), 0, 1)),
                  word.estimated()));
    }
    return List.copyOf(result);
  }

  private static int length(Token token) {
    return letters(List.of(token.text())).length();
  }

  private static String letters(List<String> texts) {
    StringBuilder letters = new StringBuilder();
    for (String text : texts) {
      text.codePoints()
          .filter(character -> !Character.isWhitespace(character))
          .filter(character -> !Character.isSpaceChar(character))
          .forEach(letters::appendCodePoint);
    }
    return letters.toString();
  }
}
