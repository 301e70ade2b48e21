/** An engine that recognises nothing, to test and to measure everything around it. */
@NullMarked
package stentor.engines.noop;

import org.jspecify.annotations.NullMarked;
