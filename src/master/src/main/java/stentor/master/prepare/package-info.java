/** From accepted audio to parts on the work queues. */
@NullMarked
package stentor.master.prepare;

import org.jspecify.annotations.NullMarked;
