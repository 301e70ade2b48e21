/** Tests of {@link stentor.app.look}. */
@NullMarked
package stentor.app.look;

import org.jspecify.annotations.NullMarked;
