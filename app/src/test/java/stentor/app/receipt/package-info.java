/** Tests of receipts. */
@NullMarked
package stentor.app.receipt;

import org.jspecify.annotations.NullMarked;
