/** Taking an environment down: what blocks it, what is left of it, and the proof. */
@NullMarked
package stentor.aws.teardown;

import org.jspecify.annotations.NullMarked;
