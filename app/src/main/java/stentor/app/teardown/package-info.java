/** What taking an environment down means, and whether somebody means it. */
@NullMarked
package stentor.app.teardown;

import org.jspecify.annotations.NullMarked;
