/**
 * What is found out before anything of a new environment is made. A check asks through a small
 * interface of its own what it wants to know; the classes whose names begin with {@code Aws} ask
 * AWS.
 */
@NullMarked
package stentor.aws.preflight;

import org.jspecify.annotations.NullMarked;
