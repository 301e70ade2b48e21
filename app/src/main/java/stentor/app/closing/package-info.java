/** What happens to environments and tasks when the window is closed. */
@NullMarked
package stentor.app.closing;

import org.jspecify.annotations.NullMarked;
