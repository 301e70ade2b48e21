package stentor.aws.credentials;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sso.SsoClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients of the services that give credentials. Each is made for one use, and closed by its user.
 *
 * @param endpoint where all services answer; absent: at AWS's own addresses
 */
record CredentialClients(Optional<URI> endpoint) {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  StsClient sts(String region, AwsCredentialsProvider base) {
    return built(StsClient.builder(), region, base);
  }

  SsoClient portal(IdentityCenter center) {
    return built(SsoClient.builder(), center.region(), AnonymousCredentialsProvider.create());
  }

  SsoOidcClient devices(IdentityCenter center) {
    return built(SsoOidcClient.builder(), center.region(), AnonymousCredentialsProvider.create());
  }

  private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C built(
      B builder, String region, AwsCredentialsProvider credentials) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
        .overrideConfiguration(
            settings ->
                settings.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(ANSWER))
        .build();
  }
}
