/** Choosing what an environment shall be, and seeing what that comes to, before it is done. */
@NullMarked
package stentor.app.launch;

import org.jspecify.annotations.NullMarked;
