/** What the system's desktop does for the app: open addresses and folders, choose files, copy. */
@NullMarked
package stentor.app.desktop;

import org.jspecify.annotations.NullMarked;
