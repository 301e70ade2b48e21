/** The commands about the named tokens of an environment. */
@NullMarked
package stentor.cli.tokens;

import org.jspecify.annotations.NullMarked;
