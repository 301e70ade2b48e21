/** IAM Identity Center: signing in with a browser, and the accounts and roles behind it. */
@NullMarked
package stentor.simulator.sso;

import org.jspecify.annotations.NullMarked;
