/** The HTTP front of the master. */
@NullMarked
package stentor.master.http;

import org.jspecify.annotations.NullMarked;
