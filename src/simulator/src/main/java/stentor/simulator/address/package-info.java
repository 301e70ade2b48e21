/** From where a caller comes. */
@NullMarked
package stentor.simulator.address;

import org.jspecify.annotations.NullMarked;
