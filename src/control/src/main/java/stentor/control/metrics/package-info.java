/** What a master counts, read from the text that Prometheus reads. */
@NullMarked
package stentor.control.metrics;

import org.jspecify.annotations.NullMarked;
