/** Who is connected: the workers that dialled this master, and what they tell it. */
@NullMarked
package stentor.master.connect;

import org.jspecify.annotations.NullMarked;
