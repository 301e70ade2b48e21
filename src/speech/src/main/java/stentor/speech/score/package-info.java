/**
 * How far a transcript is from a reference: normalising, aligning, word and character error rate.
 */
@NullMarked
package stentor.speech.score;

import org.jspecify.annotations.NullMarked;
