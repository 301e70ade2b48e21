/** Fetching a model of the catalogue: download, verify, unpack, install; resumable at any point. */
@NullMarked
package stentor.models.fetch;

import org.jspecify.annotations.NullMarked;
