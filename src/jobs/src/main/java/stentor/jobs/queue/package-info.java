/** Work queues: hints to workers that a part waits. */
@NullMarked
package stentor.jobs.queue;

import org.jspecify.annotations.NullMarked;
