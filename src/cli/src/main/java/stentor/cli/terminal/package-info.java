/** What a person sees of a command besides its answer. */
@NullMarked
package stentor.cli.terminal;

import org.jspecify.annotations.NullMarked;
