/** Recordings on their way to a transcript: sent again where that helps, written in any format. */
@NullMarked
package stentor.control.transcribe;

import org.jspecify.annotations.NullMarked;
