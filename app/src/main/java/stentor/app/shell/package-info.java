/** The frame of the window: rail, header, content, status bar. */
@NullMarked
package stentor.app.shell;

import org.jspecify.annotations.NullMarked;
