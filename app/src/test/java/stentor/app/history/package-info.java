/** Tests of the history. */
@NullMarked
package stentor.app.history;

import org.jspecify.annotations.NullMarked;
