/** An S3 server for tests, shared with the tests of what spans modules. */
@NullMarked
package stentor.jobs.moto;

import org.jspecify.annotations.NullMarked;
