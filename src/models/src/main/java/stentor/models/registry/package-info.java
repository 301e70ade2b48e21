/** Which package registry this computer uses, and how it is reached. */
@NullMarked
package stentor.models.registry;

import org.jspecify.annotations.NullMarked;
