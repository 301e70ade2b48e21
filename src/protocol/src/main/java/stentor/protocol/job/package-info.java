/** Documents of the job store and messages of the work queues. */
@NullMarked
package stentor.protocol.job;

import org.jspecify.annotations.NullMarked;
