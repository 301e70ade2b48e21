/** The shape every expected problem of the product takes: what happened, why, what to do. */
@NullMarked
package stentor.speech.problem;

import org.jspecify.annotations.NullMarked;
