/** The folder of installed models: looking in, checking, publishing by one rename. */
@NullMarked
package stentor.models.store;

import org.jspecify.annotations.NullMarked;
