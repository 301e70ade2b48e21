/** Recognition while somebody speaks, over the connections that workers keep. */
@NullMarked
package stentor.master.live;

import org.jspecify.annotations.NullMarked;
