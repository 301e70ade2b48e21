package stentor.jobs.amazon;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Where a service of Amazon's answers: at Amazon, or at another server that {@code
 * AWS_ENDPOINT_URL_SERVICE} or {@code AWS_ENDPOINT_URL} names, as AWS's own tools have it ("SDKs
 * and Tools Reference Guide", service-specific endpoints).
 *
 * @param endpoint of the other server; absent for Amazon's
 * @param region {@code us-east-1} where the SDK's chain says none
 */
public record ServicePlace(Optional<URI> endpoint, Region region) {

  /**
   * Finds it out.
   *
   * @param service its name, for example {@code s3}
   * @param environment gives an environment variable
   */
  public static ServicePlace of(String service, Function<String, @Nullable String> environment) {
    Optional<URI> endpoint =
        Stream.of("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT), "AWS_ENDPOINT_URL")
            .flatMap(name -> Optional.ofNullable(environment.apply(name)).stream())
            .filter(url -> !url.isBlank())
            .findFirst()
            .map(URI::create);
    return new ServicePlace(endpoint, region(endpoint.isPresent()));
  }

  /** Another server than Amazon's is not on a computer of Amazon's that could say its region. */
  private static Region region(boolean elsewhere) {
    try {
      return elsewhere
          ? new AwsRegionProviderChain(
                  new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
              .getRegion()
          : DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException unknown) {
      return Region.US_EAST_1;
    }
  }
}
