/** The engine port: samples in; pieces, times and log-probabilities out. */
@NullMarked
package stentor.engines;

import org.jspecify.annotations.NullMarked;
