/** IAM: roles, the user, instance profiles, and what policies would allow. */
@NullMarked
package stentor.simulator.iam;

import org.jspecify.annotations.NullMarked;
