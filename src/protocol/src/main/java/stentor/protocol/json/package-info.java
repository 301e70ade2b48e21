/** Reading and writing documents: one configured mapper, bounded input. */
@NullMarked
package stentor.protocol.json;

import org.jspecify.annotations.NullMarked;
