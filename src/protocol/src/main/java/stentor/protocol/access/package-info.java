/** Who may use an environment: its own token and those that have names. */
@NullMarked
package stentor.protocol.access;

import org.jspecify.annotations.NullMarked;
