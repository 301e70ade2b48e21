/** The price list. */
@NullMarked
package stentor.simulator.pricing;

import org.jspecify.annotations.NullMarked;
