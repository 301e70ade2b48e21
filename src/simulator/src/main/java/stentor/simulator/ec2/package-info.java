/** EC2: what stands in the network, what is left of it, and what the region offers. */
@NullMarked
package stentor.simulator.ec2;

import org.jspecify.annotations.NullMarked;
