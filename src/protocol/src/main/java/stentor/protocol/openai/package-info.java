/** The shapes of OpenAI's transcription API. */
@NullMarked
package stentor.protocol.openai;

import org.jspecify.annotations.NullMarked;
