/** Whether this worker does its work: what it is asked, what it counts, what it tells. */
@NullMarked
package stentor.worker.health;

import org.jspecify.annotations.NullMarked;
