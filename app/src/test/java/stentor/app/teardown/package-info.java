/** Tests of what a tear-down means. */
@NullMarked
package stentor.app.teardown;

import org.jspecify.annotations.NullMarked;
