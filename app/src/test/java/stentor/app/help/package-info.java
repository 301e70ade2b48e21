/** Tests of the screen of help. */
@NullMarked
package stentor.app.help;

import org.jspecify.annotations.NullMarked;
