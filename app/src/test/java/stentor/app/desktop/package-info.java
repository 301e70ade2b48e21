/** Tests of what the system's desktop does for the app. */
@NullMarked
package stentor.app.desktop;

import org.jspecify.annotations.NullMarked;
