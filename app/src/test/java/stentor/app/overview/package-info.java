/** Tests of the overview. */
@NullMarked
package stentor.app.overview;

import org.jspecify.annotations.NullMarked;
