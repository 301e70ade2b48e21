/** Which language somebody speaks, by how models of the candidate languages fare with it. */
@NullMarked
package stentor.speech.language;

import org.jspecify.annotations.NullMarked;
