/** Takes models into the store that somebody has on this computer. */
@NullMarked
package stentor.models.add;

import org.jspecify.annotations.NullMarked;
