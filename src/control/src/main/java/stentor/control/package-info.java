/** Environments: made, seen, stopped; the port that every platform implements. */
@NullMarked
package stentor.control;

import org.jspecify.annotations.NullMarked;
