/** What was said, when, and how sure the engine is. */
@NullMarked
package stentor.speech.transcript;

import org.jspecify.annotations.NullMarked;
