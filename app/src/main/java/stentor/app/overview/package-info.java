/** One environment, live. */
@NullMarked
package stentor.app.overview;

import org.jspecify.annotations.NullMarked;
