/** Tests of what every engine promises. */
@NullMarked
package stentor.engines;

import org.jspecify.annotations.NullMarked;
