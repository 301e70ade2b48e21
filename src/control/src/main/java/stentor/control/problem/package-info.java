/** The expected problems of environments and of their masters. */
@NullMarked
package stentor.control.problem;

import org.jspecify.annotations.NullMarked;
