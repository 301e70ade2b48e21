/** Tests of hearing and recording. */
@NullMarked
package stentor.app.sound;

import org.jspecify.annotations.NullMarked;
