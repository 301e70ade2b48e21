/** Systems Manager's public parameters. */
@NullMarked
package stentor.simulator.ssm;

import org.jspecify.annotations.NullMarked;
