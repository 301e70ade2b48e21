package stentor.jobs.store;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import stentor.jobs.amazon.ServicePlace;

/** Opens the job store that somebody names. */
public final class JobStores {

  private JobStores() {}

  /**
   * The job store at a place. Whether a bucket answers is not asked here, but by the first call.
   *
   * <p>For a bucket, the AWS SDK's default chains say the credentials and the region ({@code
   * us-east-1} where they say none); {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} in the
   * environment names another server than Amazon's, whose buckets are then asked for by path.
   *
   * @param location a folder, or {@code s3://BUCKET} or {@code s3://BUCKET/PREFIX}
   * @param scratch folder on this computer for copies of what is in a bucket; a folder has its own
   * @throws StoreException if there can be none at such a place
   * @throws IOException if the folder cannot be made
   */
  public static JobStore open(String location, Path scratch, Clock clock) throws IOException {
    return open(location, scratch, clock, System::getenv);
  }

  static JobStore open(
      String location, Path scratch, Clock clock, Function<String, @Nullable String> environment)
      throws IOException {
    Optional<S3Location> bucket = S3Location.of(location);
    if (bucket.isPresent()) {
      return new S3JobStore(
          client(ServicePlace.of("s3", environment)),
          bucket.get().bucket(),
          bucket.get().prefix(),
          scratch,
          clock);
    }
    try {
      return FolderJobStore.in(Path.of(location), clock);
    } catch (InvalidPathException noPath) {
      throw new StoreException(
          new StoreProblem.NoLocation(location, "this is no path: " + noPath.getReason()));
    }
  }

  private static S3Client client(ServicePlace place) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(place.region())
            .forcePathStyle(place.endpoint().isPresent())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(5))
                    .socketTimeout(Duration.ofSeconds(60)));
    place.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
