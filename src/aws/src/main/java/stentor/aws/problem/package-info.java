/** What can go wrong with the cloud, as a sealed family. */
@NullMarked
package stentor.aws.problem;

import org.jspecify.annotations.NullMarked;
