/** The command that looks whether this computer can do its part. */
@NullMarked
package stentor.cli.doctor;

import org.jspecify.annotations.NullMarked;
