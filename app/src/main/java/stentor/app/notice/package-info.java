/** Short notices of what ended while nobody looked. */
@NullMarked
package stentor.app.notice;

import org.jspecify.annotations.NullMarked;
