/** The logs of an environment's programs: their files, and what their lines tell. */
@NullMarked
package stentor.control.log;

import org.jspecify.annotations.NullMarked;
