/** Queues, by their names and attributes. */
@NullMarked
package stentor.simulator.sqs;

import org.jspecify.annotations.NullMarked;
