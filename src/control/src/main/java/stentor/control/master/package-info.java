/** The one HTTP client of a master. */
@NullMarked
package stentor.control.master;

import org.jspecify.annotations.NullMarked;
