/** Environments on AWS. */
@NullMarked
package stentor.aws;

import org.jspecify.annotations.NullMarked;
