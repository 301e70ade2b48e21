package stentor.jobs.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in S3 a job store is: {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}.
 *
 * @param bucket its name, as the Amazon S3 User Guide has it ("General purpose bucket naming
 *     rules")
 * @param prefix words of letters, digits, hyphens, dots and underscores with slashes between;
 *     empty: the bucket is the store's alone
 */
record S3Location(String bucket, String prefix) {

  private static final String SCHEME = "s3://";
  private static final Pattern LOCATION =
      Pattern.compile(
          "([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/((?:[A-Za-z0-9._-]+/)*[A-Za-z0-9._-]+))?/?");

  /**
   * What the words name, if they are meant to name a place in S3.
   *
   * @throws StoreException if they are, and do not
   */
  static Optional<S3Location> of(String words) {
    if (!words.startsWith(SCHEME)) {
      return Optional.empty();
    }
    Matcher matcher = LOCATION.matcher(words.substring(SCHEME.length()));
    if (!matcher.matches()) {
      throw new StoreException(
          new StoreProblem.NoLocation(
              words, "this is no bucket's name, or a prefix with other than letters and digits"));
    }
    return Optional.of(
        new S3Location(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse("")));
  }
}
