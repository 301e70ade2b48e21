/** The screen of every long action. */
@NullMarked
package stentor.app.tasks;

import org.jspecify.annotations.NullMarked;
