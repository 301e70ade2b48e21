/** Which screens there are, and how one leads to another. */
@NullMarked
package stentor.app.navigation;

import org.jspecify.annotations.NullMarked;
