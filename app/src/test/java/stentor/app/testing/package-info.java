/**
 * What tests of the app share: a toolkit without a screen, threads that do at once what they are
 * told.
 */
@NullMarked
package stentor.app.testing;

import org.jspecify.annotations.NullMarked;
