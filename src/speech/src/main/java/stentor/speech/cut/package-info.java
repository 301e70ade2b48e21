/** Where a recording is cut: voice and silence, parts of at most 30 s, utterances. */
@NullMarked
package stentor.speech.cut;

import org.jspecify.annotations.NullMarked;
