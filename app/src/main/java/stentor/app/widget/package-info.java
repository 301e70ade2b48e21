/** Pieces that several screens are made of. */
@NullMarked
package stentor.app.widget;

import org.jspecify.annotations.NullMarked;
