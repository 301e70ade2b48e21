/** Keys, the command line's words for the same things, and where everything is. */
@NullMarked
package stentor.app.help;

import org.jspecify.annotations.NullMarked;
