/** Tests of {@link stentor.app.problem}. */
@NullMarked
package stentor.app.problem;

import org.jspecify.annotations.NullMarked;
