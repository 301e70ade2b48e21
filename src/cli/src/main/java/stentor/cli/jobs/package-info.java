/** The commands about jobs. */
@NullMarked
package stentor.cli.jobs;

import org.jspecify.annotations.NullMarked;
