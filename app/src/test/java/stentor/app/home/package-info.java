/** Tests of the first screen. */
@NullMarked
package stentor.app.home;

import org.jspecify.annotations.NullMarked;
