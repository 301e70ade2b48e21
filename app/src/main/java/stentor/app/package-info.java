/** The desktop app: its start, and how its parts are put together. */
@NullMarked
package stentor.app;

import org.jspecify.annotations.NullMarked;
