/**
 * The one seam between the window's thread and all others: work runs on virtual threads, and what
 * comes of it is told on the window's thread.
 */
@NullMarked
package stentor.app.async;

import org.jspecify.annotations.NullMarked;
