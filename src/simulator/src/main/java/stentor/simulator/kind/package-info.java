/**
 * What resources of each type are like: their ids, what they bring with them, how long they take.
 */
@NullMarked
package stentor.simulator.kind;

import org.jspecify.annotations.NullMarked;
