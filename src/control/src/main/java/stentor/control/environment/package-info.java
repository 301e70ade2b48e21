/** What every platform keeps of an environment on this computer, and how its changes are run. */
@NullMarked
package stentor.control.environment;

import org.jspecify.annotations.NullMarked;
