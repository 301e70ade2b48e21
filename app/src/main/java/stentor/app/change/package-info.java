/** Changes of environments while they go on: what was asked for, how far it is, what came of it. */
@NullMarked
package stentor.app.change;

import org.jspecify.annotations.NullMarked;
