/** The command that turns recordings into transcripts. */
@NullMarked
package stentor.cli.transcribe;

import org.jspecify.annotations.NullMarked;
