/** Secrets of a person, and where they are kept between two runs. */
@NullMarked
package stentor.control.secret;

import org.jspecify.annotations.NullMarked;
