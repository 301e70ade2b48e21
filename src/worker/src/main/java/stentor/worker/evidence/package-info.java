/** Tells what a model makes of recordings, for whoever calibrates it. */
@NullMarked
package stentor.worker.evidence;

import org.jspecify.annotations.NullMarked;
