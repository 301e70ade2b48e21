/** The platform of this computer: files that a detached supervisor reads and writes. */
@NullMarked
package stentor.control.local;

import org.jspecify.annotations.NullMarked;
