/** Tests of {@link stentor.app.tasks}. */
@NullMarked
package stentor.app.tasks;

import org.jspecify.annotations.NullMarked;
