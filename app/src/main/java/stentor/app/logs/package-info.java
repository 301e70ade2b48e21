/** What the programs of an environment write, live. */
@NullMarked
package stentor.app.logs;

import org.jspecify.annotations.NullMarked;
