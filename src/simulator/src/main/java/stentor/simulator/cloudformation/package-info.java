/** CloudFormation as it speaks: its query protocol of 2010-05-15. */
@NullMarked
package stentor.simulator.cloudformation;

import org.jspecify.annotations.NullMarked;
