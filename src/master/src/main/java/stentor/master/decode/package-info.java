/** Decoding of hostile audio in child processes with limits. */
@NullMarked
package stentor.master.decode;

import org.jspecify.annotations.NullMarked;
