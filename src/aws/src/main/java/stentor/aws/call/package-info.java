/** Calls to AWS: clients, waiting out what passes, and telling what does not. */
@NullMarked
package stentor.aws.call;

import org.jspecify.annotations.NullMarked;
