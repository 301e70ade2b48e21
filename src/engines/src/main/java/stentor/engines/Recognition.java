package stentor.engines;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import stentor.speech.cut.Span;
import stentor.speech.language.Evidence;
import stentor.speech.transcript.Token;
import stentor.speech.transcript.Word;

/**
 * What an engine made of one utterance.
 *
 * @param text what was said, no spaces at its ends; empty where nobody speaks
 * @param tokens the pieces in order, empty where the engine has none
 * @param words words with times from the beginning of the utterance, empty where the engine gives
 *     none
 * @param meanLogProbability mean natural logarithm of the probability of all that was decoded, the
 *     end of the text included, at most 0: how sure the engine is. Of the decoded text even where a
 *     guard left it out, and of the decision to say nothing where the text is empty; absent where
 *     the engine gives none
 * @param guards the guards that acted, in the order of their declaration
 */
public record Recognition(
    String text,
    List<Token> tokens,
    List<Word> words,
    OptionalDouble meanLogProbability,
    Set<Guard> guards) {

  /** Copies the collections. */
  public Recognition {
    tokens = List.copyOf(tokens);
    words = List.copyOf(words);
    EnumSet<Guard> acted = EnumSet.noneOf(Guard.class);
    acted.addAll(guards);
    guards = Collections.unmodifiableSet(acted);
  }

  /**
   * What it says about the language. Where a loop was cut only what is left of it counts: a model
   * is sure of what it repeats, whatever is said.
   *
   * @param speech what was recognised, longer than nothing
   */
  public Evidence evidence(Span speech) {
    return new Evidence(
        speech.seconds(),
        text,
        tokens.size(),
        guards.contains(Guard.LOOP_CUT) && !tokens.isEmpty()
            ? tokens.stream().mapToDouble(Token::logProbability).average()
            : meanLogProbability,
        !guards.isEmpty());
  }

  /** Only a text, from an engine that tells no more. */
  public static Recognition of(String text) {
    return new Recognition(text, List.of(), List.of(), OptionalDouble.empty(), Set.of());
  }
}
