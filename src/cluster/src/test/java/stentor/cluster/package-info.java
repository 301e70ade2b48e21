@NullMarked
package stentor.cluster;

import org.jspecify.annotations.NullMarked;
