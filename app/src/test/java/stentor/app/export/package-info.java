/** Tests of exports. */
@NullMarked
package stentor.app.export;

import org.jspecify.annotations.NullMarked;
