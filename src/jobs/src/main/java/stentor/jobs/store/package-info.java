/** The job store: the truth about every accepted job. */
@NullMarked
package stentor.jobs.store;

import org.jspecify.annotations.NullMarked;
