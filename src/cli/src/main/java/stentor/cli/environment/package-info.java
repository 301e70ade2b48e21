/** The commands that make, show and end an environment. */
@NullMarked
package stentor.cli.environment;

import org.jspecify.annotations.NullMarked;
