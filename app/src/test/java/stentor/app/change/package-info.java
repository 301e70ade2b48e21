/** Tests of changes while they go on. */
@NullMarked
package stentor.app.change;

import org.jspecify.annotations.NullMarked;
