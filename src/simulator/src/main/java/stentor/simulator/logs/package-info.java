/** Log groups. */
@NullMarked
package stentor.simulator.logs;

import org.jspecify.annotations.NullMarked;
