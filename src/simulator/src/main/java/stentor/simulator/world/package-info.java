/** What exists in the simulated account, and its time. */
@NullMarked
package stentor.simulator.world;

import org.jspecify.annotations.NullMarked;
