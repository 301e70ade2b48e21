/** What carries which tags, as the tagging API believes. */
@NullMarked
package stentor.simulator.tagging;

import org.jspecify.annotations.NullMarked;
