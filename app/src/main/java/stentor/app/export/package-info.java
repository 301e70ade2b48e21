/** Transcripts written into files of other formats. */
@NullMarked
package stentor.app.export;

import org.jspecify.annotations.NullMarked;
