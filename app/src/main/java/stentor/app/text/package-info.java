/** All text that the app shows. */
@NullMarked
package stentor.app.text;

import org.jspecify.annotations.NullMarked;
