/** The manual page, made from the commands themselves. */
@NullMarked
package stentor.cli.manual;

import org.jspecify.annotations.NullMarked;
