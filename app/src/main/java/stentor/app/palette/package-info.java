/** One field that finds every action. */
@NullMarked
package stentor.app.palette;

import org.jspecify.annotations.NullMarked;
