/** Tests of the engine whisper. */
@NullMarked
package stentor.engines.whisper;

import org.jspecify.annotations.NullMarked;
