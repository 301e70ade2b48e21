/** The gates of the stacks: SFTP servers on loopback over what stands for their file systems. */
@NullMarked
package stentor.simulator.gate;

import org.jspecify.annotations.NullMarked;
