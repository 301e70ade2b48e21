package stentor.engines;

import java.util.List;
import java.util.OptionalDouble;
import stentor.speech.transcript.Token;
import stentor.speech.transcript.Word;

/**
 * What an engine made of one utterance.
 *
 * @param text what was said, no spaces at its ends; empty where nobody speaks
 * @param tokens the pieces in order, empty where the engine has none
 * @param words words with times from the beginning of the utterance, empty where the engine gives
 *     none
 */
public record Recognition(String text, List<Token> tokens, List<Word> words) {

  /** Nothing was said. */
  public static final Recognition NOTHING = new Recognition("", List.of(), List.of());

  /** Copies the lists. */
  public Recognition {
    tokens = List.copyOf(tokens);
    words = List.copyOf(words);
  }

  /** Mean natural log-probability of the tokens; absent where there are none. */
  public OptionalDouble meanLogProbability() {
    return tokens.stream().mapToDouble(Token::logProbability).average();
  }
}
