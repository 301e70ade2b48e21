@NullMarked
package stentor.master.language;

import org.jspecify.annotations.NullMarked;
