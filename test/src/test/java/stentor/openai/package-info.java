/** OpenAI's own clients, unmodified, against an environment. */
@NullMarked
package stentor.openai;

import org.jspecify.annotations.NullMarked;
