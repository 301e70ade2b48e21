/** Tests of the engine vosk. */
@NullMarked
package stentor.engines.vosk;

import org.jspecify.annotations.NullMarked;
