/** Tests of what the package promises, through its public door. */
@NullMarked
package stentor.speech.audio;

import org.jspecify.annotations.NullMarked;
