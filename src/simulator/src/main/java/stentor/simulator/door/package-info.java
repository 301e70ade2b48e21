/** The HTTP server: whose request it is, faults, and the control door. */
@NullMarked
package stentor.simulator.door;

import org.jspecify.annotations.NullMarked;
