/** EFS: file systems, mount targets, access points. */
@NullMarked
package stentor.simulator.efs;

import org.jspecify.annotations.NullMarked;
