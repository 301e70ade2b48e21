/** CloudFormation stacks: what shall be, what is, and how one becomes the other. */
@NullMarked
package stentor.aws.stack;

import org.jspecify.annotations.NullMarked;
