/** Problems as people see them: what, why, fixes; and a report that can be given away. */
@NullMarked
package stentor.app.problem;

import org.jspecify.annotations.NullMarked;
