package stentor.simulator.s3;

import java.time.Instant;
import java.util.Map;

/**
 * One version of an object, or a mark that it was deleted.
 *
 * @param bucket name of the bucket
 * @param key of the object
 * @param version id; {@code null} in a bucket that keeps no versions
 * @param file name of the file that holds it; empty for a mark
 * @param etag in quotes, as S3 tells it
 * @param size in bytes
 * @param at when it was stored, simulated
 * @param headers that come back with it: the type of its content, and its metadata
 */
record StoredVersion(
    String bucket,
    String key,
    String version,
    String file,
    String etag,
    long size,
    Instant at,
    Map<String, String> headers) {

  StoredVersion {
    headers = Map.copyOf(headers);
  }

  /** Whether it marks that the object was deleted. */
  boolean deleted() {
    return file.isEmpty();
  }
}
