package stentor.aws.call;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients of the services in one region, each made when it is first asked for. They do not try
 * again by themselves: {@link Calls} does, by the platform's clock. Safe for all threads.
 */
public final class Clients implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** The price list is kept in few regions only (facts of the Price List API). */
  private static final Region PRICES = Region.US_EAST_1;

  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final Optional<URI> endpoint;
  private final SdkHttpClient http;
  private final ConcurrentMap<Class<?>, SdkClient> made = new ConcurrentHashMap<>();

  /**
   * Clients for this region.
   *
   * @param endpoint where all services answer; absent: at AWS's own addresses
   */
  public Clients(String region, AwsCredentialsProvider credentials, Optional<URI> endpoint) {
    this.region = Region.of(region);
    this.credentials = credentials;
    this.endpoint = endpoint;
    this.http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER).build();
  }

  /** CloudFormation. */
  public CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.class, CloudFormationClient::builder);
  }

  /** EC2. */
  public Ec2Client ec2() {
    return client(Ec2Client.class, Ec2Client::builder);
  }

  /** EKS. */
  public EksClient eks() {
    return client(EksClient.class, EksClient::builder);
  }

  /** EFS. */
  public EfsClient efs() {
    return client(EfsClient.class, EfsClient::builder);
  }

  /** ECR. */
  public EcrClient ecr() {
    return client(EcrClient.class, EcrClient::builder);
  }

  /** IAM. */
  public IamClient iam() {
    return client(IamClient.class, IamClient::builder);
  }

  /** Load balancers. */
  public ElasticLoadBalancingV2Client loadBalancers() {
    return client(ElasticLoadBalancingV2Client.class, ElasticLoadBalancingV2Client::builder);
  }

  /** Log groups. */
  public CloudWatchLogsClient logs() {
    return client(CloudWatchLogsClient.class, CloudWatchLogsClient::builder);
  }

  /** Service quotas. */
  public ServiceQuotasClient quotas() {
    return client(ServiceQuotasClient.class, ServiceQuotasClient::builder);
  }

  /** Tags of all services. */
  public ResourceGroupsTaggingApiClient tags() {
    return client(ResourceGroupsTaggingApiClient.class, ResourceGroupsTaggingApiClient::builder);
  }

  /** EventBridge Scheduler. */
  public SchedulerClient scheduler() {
    return client(SchedulerClient.class, SchedulerClient::builder);
  }

  /** Step Functions. */
  public SfnClient machines() {
    return client(SfnClient.class, SfnClient::builder);
  }

  /** SQS. */
  public SqsClient sqs() {
    return client(SqsClient.class, SqsClient::builder);
  }

  /** Systems Manager's parameters. */
  public SsmClient parameters() {
    return client(SsmClient.class, SsmClient::builder);
  }

  /** STS. */
  public StsClient sts() {
    return client(StsClient.class, StsClient::builder);
  }

  /** The price list. */
  public PricingClient prices() {
    return client(PricingClient.class, () -> PricingClient.builder().region(PRICES));
  }

  /** S3. */
  public S3Client s3() {
    return client(S3Client.class, () -> S3Client.builder().forcePathStyle(endpoint.isPresent()));
  }

  private <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>>
      C client(Class<C> type, Supplier<B> builder) {
    return type.cast(made.computeIfAbsent(type, unmade -> build(builder.get(), type)));
  }

  private <C extends SdkClient, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>>
      C build(B builder, Class<C> type) {
    if (!type.equals(PricingClient.class)) {
      builder.region(region);
    }
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .apiCallTimeout(ANSWER)
                .build())
        .build();
  }

  @Override
  public void close() {
    made.values().forEach(SdkClient::close);
    http.close();
  }
}
