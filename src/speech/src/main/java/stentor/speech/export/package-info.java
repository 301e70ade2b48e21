/** Transcripts as documents that other programs read: subtitles, scoring and annotation files. */
@NullMarked
package stentor.speech.export;

import org.jspecify.annotations.NullMarked;
