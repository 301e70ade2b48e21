/** Asking a person for new credentials in the midst of a change. */
@NullMarked
package stentor.app.signin;

import org.jspecify.annotations.NullMarked;
