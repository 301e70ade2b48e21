/** Documents of an environment: wanted, seen, status and receipt. */
@NullMarked
package stentor.protocol.environment;

import org.jspecify.annotations.NullMarked;
