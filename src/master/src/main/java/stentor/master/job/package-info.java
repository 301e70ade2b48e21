/** What clients are told of jobs, derived from the store alone. */
@NullMarked
package stentor.master.job;

import org.jspecify.annotations.NullMarked;
