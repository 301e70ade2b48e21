package stentor.aws.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * A bearer token that EKS takes for one cluster: an address of STS, signed beforehand, by which EKS
 * finds out who asks. Form and limits are those of aws-iam-authenticator ({@code pkg/token}, README
 * "API Authorization from Outside a Cluster").
 *
 * @param text what is sent; a secret
 * @param until when it is to be replaced, one minute before EKS refuses it
 */
public record ClusterToken(String text, Instant until) {

  private static final String PREFIX = "k8s-aws-v1.";
  private static final String CLUSTER_HEADER = "x-k8s-aws-id";
  private static final String VERSION = "2011-06-15";

  /** What the address says of itself; EKS wants at most 900 s and takes it for longer. */
  private static final Duration SAID = Duration.ofSeconds(60);

  /** EKS takes it for 15 minutes from when it was signed. */
  private static final Duration REPLACED_AFTER = Duration.ofMinutes(14);

  /**
   * Signs one; asks nobody.
   *
   * @param cluster name of the cluster
   * @param clock what the time is outside: of the computer, also in a rehearsal
   */
  public static ClusterToken signed(
      AwsCredentialsIdentity credentials, String region, String cluster, Clock clock) {
    Instant now = clock.instant();
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .protocol("https")
            .host("sts." + region + "." + domain(region))
            .encodedPath("/")
            .putRawQueryParameter("Action", "GetCallerIdentity")
            .putRawQueryParameter("Version", VERSION)
            .putHeader(CLUSTER_HEADER, cluster)
            .build();
    String address =
        AwsV4HttpSigner.create()
            .sign(
                signing ->
                    signing
                        .identity(credentials)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, SAID)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, clock.getZone())))
            .request()
            .getUri()
            .toString();
    String text =
        PREFIX
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(address.getBytes(StandardCharsets.UTF_8));
    return new ClusterToken(text, now.plus(REPLACED_AFTER));
  }

  /** China has a domain of its own. */
  private static String domain(String region) {
    return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  /** Whether it is to be replaced. */
  public boolean isOld(Instant now) {
    return !now.isBefore(until);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ClusterToken[until " + until + "]";
  }
}
