/**
 * Kaldi models by Vosk: text of lower case without punctuation, words with times and posterior
 * probabilities.
 */
@NullMarked
package stentor.engines.vosk;

import org.jspecify.annotations.NullMarked;
