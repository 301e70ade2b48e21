/** Tests of one window for one home folder. */
@NullMarked
package stentor.app.instance;

import org.jspecify.annotations.NullMarked;
