/**
 * Models on this computer: which there are, where they come from, where they lie. {@link
 * stentor.models.ModelLibrary} is the door.
 */
@NullMarked
package stentor.models;

import org.jspecify.annotations.NullMarked;
