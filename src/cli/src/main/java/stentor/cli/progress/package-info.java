/** What a person sees of the work while it goes on. */
@NullMarked
package stentor.cli.progress;

import org.jspecify.annotations.NullMarked;
