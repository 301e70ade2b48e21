/** Tests of Moonshine and its guards; those of whole recognition need the model. */
@NullMarked
package stentor.engines.moonshine;

import org.jspecify.annotations.NullMarked;
