/** The models Stentor can fetch by itself, with the pinned size and hash of every part. */
@NullMarked
package stentor.models.catalogue;

import org.jspecify.annotations.NullMarked;
