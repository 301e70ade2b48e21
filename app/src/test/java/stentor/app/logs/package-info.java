/** Tests of the logs. */
@NullMarked
package stentor.app.logs;

import org.jspecify.annotations.NullMarked;
