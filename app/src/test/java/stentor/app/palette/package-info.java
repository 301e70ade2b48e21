/** Tests of the palette. */
@NullMarked
package stentor.app.palette;

import org.jspecify.annotations.NullMarked;
