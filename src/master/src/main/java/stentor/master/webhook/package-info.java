/** Tells web addresses of clients that their jobs have ended. */
@NullMarked
package stentor.master.webhook;

import org.jspecify.annotations.NullMarked;
