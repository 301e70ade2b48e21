package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** Our own templates: what the schedule ends, and what it leaves. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EndWithoutWorkstationTest {

  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void The_schedule_of_the_stack_ends_what_bills_by_the_hour_and_nothing_else() throws IOException {
    try (RunningSimulator simulator = new RunningSimulator(folder, 1);
        SfnClient machines = client(simulator, SfnClient.builder());
        Ec2Client ec2 = client(simulator, Ec2Client.builder())) {
      create(simulator, "roles", Map.of());
      create(
          simulator,
          "network",
          Map.of(
              "Network", "nat", "Zone1", "eu-central-1a", "Zone2", "eu-central-1b", "Zone3", ""));
      String ends = AT.format(simulator.simulator().world().now().plusSeconds(7200));
      create(simulator, "expiry", Map.of("ExpiresAt", ends));
      String nat = create(simulator, "nat", Map.of());
      assertThat(ec2.describeNatGateways().natGateways()).hasSize(1);

      simulator.simulator().world().advance(Duration.ofHours(3));

      assertThat(simulator.stack(nat).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
      assertThat(simulator.stack("stentor-lab-network").stackStatus())
          .isEqualTo(StackStatus.CREATE_COMPLETE);
      assertThat(ec2.describeNatGateways().natGateways()).isEmpty();
      String machine = simulator.output("stentor-lab-expiry", "StateMachineArn");
      assertThat(machines.listExecutions(request -> request.stateMachineArn(machine)).executions())
          .extracting(ExecutionListItem::status)
          .containsExactly(ExecutionStatus.SUCCEEDED);
    }
  }

  @Test
  void A_bucket_with_something_in_it_keeps_its_stack_from_being_deleted() throws IOException {
    try (RunningSimulator simulator = new RunningSimulator(folder, 1);
        S3Client s3 = client(simulator, S3Client.builder())) {
      create(simulator, "roles", Map.of());
      String jobs = create(simulator, "jobs", Map.of());
      String bucket = simulator.output("stentor-lab-jobs", "BucketName");
      String version =
          s3.putObject(
                  request -> request.bucket(bucket).key("left"), RequestBody.fromString("text"))
              .versionId();
      simulator.client().deleteStack(request -> request.stackName(jobs));
      simulator.awaitStatus(jobs, StackStatus.DELETE_FAILED);
      s3.deleteObject(request -> request.bucket(bucket).key("left").versionId(version));
      simulator.client().deleteStack(request -> request.stackName(jobs));
      simulator.awaitStatus(jobs, StackStatus.DELETE_COMPLETE);
    }
  }

  private static String create(
      RunningSimulator simulator, String part, Map<String, String> parameters) throws IOException {
    Path template = Path.of(System.getProperty("stentor.root"), "cloudformation", part + ".yaml");
    Map<String, String> values = new HashMap<>(parameters);
    values.put("Environment", "lab");
    String id =
        simulator.create(
            "stentor-lab-" + part,
            Files.readString(template),
            values,
            request -> {
              if (!part.equals("roles")) {
                request.roleARN(simulator.output("stentor-lab-roles", "ServiceRoleArn"));
              }
            });
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    return id;
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      RunningSimulator simulator, B builder) {
    return builder
        .endpointOverride(URI.create("http://127.0.0.1:" + simulator.simulator().port()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(Account.USER))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
