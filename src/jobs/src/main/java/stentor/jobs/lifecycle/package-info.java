/** What happens to a job between acceptance and outcome, wherever it is done. */
@NullMarked
package stentor.jobs.lifecycle;

import org.jspecify.annotations.NullMarked;
