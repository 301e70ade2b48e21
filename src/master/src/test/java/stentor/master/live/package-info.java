@NullMarked
package stentor.master.live;

import org.jspecify.annotations.NullMarked;
