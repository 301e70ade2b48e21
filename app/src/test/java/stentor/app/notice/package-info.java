/** Tests of {@link stentor.app.notice}. */
@NullMarked
package stentor.app.notice;

import org.jspecify.annotations.NullMarked;
