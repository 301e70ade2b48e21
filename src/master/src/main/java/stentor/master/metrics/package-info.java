/** What a master counts and measures of itself, in the words of Prometheus. */
@NullMarked
package stentor.master.metrics;

import org.jspecify.annotations.NullMarked;
