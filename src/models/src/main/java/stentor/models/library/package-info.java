/** The door to models: give an id, get a model that lies on this computer and is whole. */
@NullMarked
package stentor.models.library;

import org.jspecify.annotations.NullMarked;
