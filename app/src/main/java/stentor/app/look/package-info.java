/** Colours, fonts and icons. */
@NullMarked
package stentor.app.look;

import org.jspecify.annotations.NullMarked;
