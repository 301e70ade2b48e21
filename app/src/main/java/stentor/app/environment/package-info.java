/** Environments as the screens see them: what is known of each, how fresh it is, and how it was. */
@NullMarked
package stentor.app.environment;

import org.jspecify.annotations.NullMarked;
