/** What an environment costs. */
@NullMarked
package stentor.aws.cost;

import org.jspecify.annotations.NullMarked;
