/** S3: buckets with versions and conditional writes. */
@NullMarked
package stentor.simulator.s3;

import org.jspecify.annotations.NullMarked;
