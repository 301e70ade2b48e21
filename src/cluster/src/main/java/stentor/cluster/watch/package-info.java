/**
 * A cluster as it changes: lists, watches, and what becomes of them when the connection does not
 * hold.
 */
@NullMarked
package stentor.cluster.watch;

import org.jspecify.annotations.NullMarked;
