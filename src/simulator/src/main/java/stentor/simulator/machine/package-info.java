/** Step Functions: state machines in the Amazon States Language, run in simulated time. */
@NullMarked
package stentor.simulator.machine;

import org.jspecify.annotations.NullMarked;
