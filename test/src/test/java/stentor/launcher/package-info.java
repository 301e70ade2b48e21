/**
 * The launcher {@code stentor}, driven as a black box in a copy of the root with a Maven of our
 * own.
 */
@NullMarked
package stentor.launcher;

import org.jspecify.annotations.NullMarked;
