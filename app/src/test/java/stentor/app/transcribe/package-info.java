/** Tests of the transcribe panel. */
@NullMarked
package stentor.app.transcribe;

import org.jspecify.annotations.NullMarked;
