/** The first screen: all environments, what was transcribed last, and how to begin. */
@NullMarked
package stentor.app.home;

import org.jspecify.annotations.NullMarked;
