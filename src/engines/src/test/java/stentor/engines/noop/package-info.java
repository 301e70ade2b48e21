/** Tests of the engine that recognises nothing. */
@NullMarked
package stentor.engines.noop;

import org.jspecify.annotations.NullMarked;
