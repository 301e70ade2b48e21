/** Load on a whole environment with the engine that takes no time: open loop, constant rate. */
@NullMarked
package stentor.load;

import org.jspecify.annotations.NullMarked;
