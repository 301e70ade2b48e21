/** Audio in, 16 kHz mono samples out, and where to cut them. */
@NullMarked
package stentor.speech.audio;

import org.jspecify.annotations.NullMarked;
