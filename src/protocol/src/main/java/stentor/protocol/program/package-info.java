/** How the programs of the house speak with the one that started them. */
@NullMarked
package stentor.protocol.program;

import org.jspecify.annotations.NullMarked;
