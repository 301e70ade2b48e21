/** Who we are at AWS, and until when. */
@NullMarked
package stentor.aws.credentials;

import org.jspecify.annotations.NullMarked;
