/** What is wrong in a cluster, in plain words, with its evidence and what to do. */
@NullMarked
package stentor.cluster.diagnosis;

import org.jspecify.annotations.NullMarked;
