/** The program: a simulated AWS. */
@NullMarked
package stentor.simulator;

import org.jspecify.annotations.NullMarked;
