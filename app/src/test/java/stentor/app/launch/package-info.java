/** Tests of choosing what an environment shall be. */
@NullMarked
package stentor.app.launch;

import org.jspecify.annotations.NullMarked;
