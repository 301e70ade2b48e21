/** The commands about models. */
@NullMarked
package stentor.cli.models;

import org.jspecify.annotations.NullMarked;
