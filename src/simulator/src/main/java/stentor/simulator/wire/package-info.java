/** Requests and answers as AWS's protocols have them, whatever the service. */
@NullMarked
package stentor.simulator.wire;

import org.jspecify.annotations.NullMarked;
