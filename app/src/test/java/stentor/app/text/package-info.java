/** Tests of {@link stentor.app.text}. */
@NullMarked
package stentor.app.text;

import org.jspecify.annotations.NullMarked;
