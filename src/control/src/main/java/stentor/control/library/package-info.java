/** What a person can do with the models of this computer: adding, calibrating. */
@NullMarked
package stentor.control.library;

import org.jspecify.annotations.NullMarked;
