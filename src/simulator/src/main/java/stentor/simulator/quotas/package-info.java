/** Service quotas: applied values, defaults. */
@NullMarked
package stentor.simulator.quotas;

import org.jspecify.annotations.NullMarked;
