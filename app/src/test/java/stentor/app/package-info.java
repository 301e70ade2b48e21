/** The whole app, tried, measured and pictured. */
@NullMarked
package stentor.app;

import org.jspecify.annotations.NullMarked;
