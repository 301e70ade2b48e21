/** Tests of what is known of environments. */
@NullMarked
package stentor.app.environment;

import org.jspecify.annotations.NullMarked;
