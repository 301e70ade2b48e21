/** The command line: its commands, what they share, and how they end. */
@NullMarked
package stentor.cli;

import org.jspecify.annotations.NullMarked;
