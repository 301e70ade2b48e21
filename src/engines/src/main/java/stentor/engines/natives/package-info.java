/** Native libraries that come inside of jars. */
@NullMarked
package stentor.engines.natives;

import org.jspecify.annotations.NullMarked;
