/** What happens to an environment, as one numbered stream that every reader gets. */
@NullMarked
package stentor.control.event;

import org.jspecify.annotations.NullMarked;
