/** The journal of an environment's changes: meant, done, failed; on the disk before it happens. */
@NullMarked
package stentor.control.journal;

import org.jspecify.annotations.NullMarked;
