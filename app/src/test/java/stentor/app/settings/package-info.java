/** Tests of the settings and their screen. */
@NullMarked
package stentor.app.settings;

import org.jspecify.annotations.NullMarked;
