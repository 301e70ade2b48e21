/** Load balancers and target groups. */
@NullMarked
package stentor.simulator.loadbalancing;

import org.jspecify.annotations.NullMarked;
