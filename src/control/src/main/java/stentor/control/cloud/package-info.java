/** The port of the cloud, found by {@link java.util.ServiceLoader}, and the rehearsal of it. */
@NullMarked
package stentor.control.cloud;

import org.jspecify.annotations.NullMarked;
