/**
 * Transcripts that were kept: their files, the search over them, and the screen that lists them.
 */
@NullMarked
package stentor.app.history;

import org.jspecify.annotations.NullMarked;
