/** Tests of the cutter, on generated signals and against the Python original. */
@NullMarked
package stentor.speech.cut;

import org.jspecify.annotations.NullMarked;
