/** Tests of the question before the window closes. */
@NullMarked
package stentor.app.closing;

import org.jspecify.annotations.NullMarked;
