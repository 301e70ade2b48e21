/** Who calls, with which credentials, and until when: STS. */
@NullMarked
package stentor.simulator.sts;

import org.jspecify.annotations.NullMarked;
