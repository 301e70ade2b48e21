@NullMarked
package stentor.speech.language;

import org.jspecify.annotations.NullMarked;
