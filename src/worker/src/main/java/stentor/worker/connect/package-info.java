/** The worker's connections to the masters of its environment. */
@NullMarked
package stentor.worker.connect;

import org.jspecify.annotations.NullMarked;
