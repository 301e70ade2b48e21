/** Ids that are in order of time. */
@NullMarked
package stentor.protocol.identity;

import org.jspecify.annotations.NullMarked;
