/** Recordings in, transcripts out: the batch, the transcript with its audio, and how good it is. */
@NullMarked
package stentor.app.transcribe;

import org.jspecify.annotations.NullMarked;
