/**
 * Models on this computer: which there are, where they come from, where they lie. {@link
 * stentor.models.library.ModelLibrary} is the door; here is what all of it shares.
 */
@NullMarked
package stentor.models;

import org.jspecify.annotations.NullMarked;
