/** What is seen of a cluster, as small values that hold nothing else of it. */
@NullMarked
package stentor.cluster.seen;

import org.jspecify.annotations.NullMarked;
