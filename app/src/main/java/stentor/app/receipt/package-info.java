/** Proof of what is gone of an environment, and what is not. */
@NullMarked
package stentor.app.receipt;

import org.jspecify.annotations.NullMarked;
