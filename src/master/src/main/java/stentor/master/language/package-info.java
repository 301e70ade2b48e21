/** Which language each stretch of a recording is in, found out by asking workers. */
@NullMarked
package stentor.master.language;

import org.jspecify.annotations.NullMarked;
