/** What the app remembers between its starts, and the screen on which it is chosen. */
@NullMarked
package stentor.app.settings;

import org.jspecify.annotations.NullMarked;
