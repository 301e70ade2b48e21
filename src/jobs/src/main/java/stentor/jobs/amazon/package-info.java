/** What the queue and the job store have in common where they are Amazon's. */
@NullMarked
package stentor.jobs.amazon;

import org.jspecify.annotations.NullMarked;
