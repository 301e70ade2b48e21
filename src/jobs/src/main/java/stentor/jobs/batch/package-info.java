/** What many threads want done at once is done together. */
@NullMarked
package stentor.jobs.batch;

import org.jspecify.annotations.NullMarked;
