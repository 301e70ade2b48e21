/** The commands about credentials of the cloud. */
@NullMarked
package stentor.cli.credentials;

import org.jspecify.annotations.NullMarked;
