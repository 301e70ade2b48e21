/** CloudFormation itself: stacks over time, change sets and drift. */
@NullMarked
package stentor.simulator.stack;

import org.jspecify.annotations.NullMarked;
