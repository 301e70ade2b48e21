/** What can be made to go wrong. */
@NullMarked
package stentor.simulator.fault;

import org.jspecify.annotations.NullMarked;
