/** Charts that draw themselves, in the colours of the theme. */
@NullMarked
package stentor.app.chart;

import org.jspecify.annotations.NullMarked;
