package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import stentor.aws.call.Calls;
import stentor.aws.problem.CloudException;
import stentor.aws.stack.Owner;
import stentor.aws.stack.StackSpec;
import stentor.aws.stack.StackView;
import stentor.aws.stack.StackWork;
import stentor.aws.stack.Stacks;
import stentor.aws.stack.Template;
import stentor.control.plan.StepReport;
import stentor.protocol.environment.EnvironmentName;
import stentor.simulator.Simulator;
import stentor.speech.problem.Problem;

/** One stack whose last change failed, against CloudFormation as it is simulated. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StackSettlingTest {

  private static final String TEMPLATE =
      """
      Parameters:
        Seconds: {Type: String}
      Resources:
        Jobs:
          Type: AWS::SQS::Queue
          Properties: {QueueName: stentor-lab-Short-x, VisibilityTimeout: !Ref Seconds}
      """;

  private static final Owner OWNER =
      new Owner(
          new EnvironmentName("lab"),
          "000000000042",
          "00000000-0000-0000-0000-000000000001",
          "arn:aws:iam::000000000042:user/rehearsal",
          Optional.empty());

  private static final StepReport SILENT =
      new StepReport() {
        @Override
        public void progress(long done, long total) {}

        @Override
        public void resource(String name, String type, String state, String reason) {}

        @Override
        public void note(String text) {}

        @Override
        public void problem(Problem problem) {}
      };

  @TempDir private Path state;
  private final SplittableRandom random = new SplittableRandom(1);
  private final HttpClient http = HttpClient.newHttpClient();
  private Runnable meanwhile = () -> {};
  private Simulator simulator;
  private CloudFormationClient client;
  private Stacks stacks;

  @BeforeEach
  void start() throws IOException {
    simulator = Simulator.start(0, state, Clock.systemUTC(), 1);
    client =
        CloudFormationClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + simulator.port()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIASIMULATED", "secret")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    stacks =
        new Stacks(
            client,
            new Calls(
                Clock.systemUTC(),
                this::pass,
                random,
                Duration.ofMinutes(1),
                (problem, failedAt) -> {
                  throw new CloudException(problem);
                },
                new Calls.Watcher() {
                  @Override
                  public void unreachable(java.time.Instant since, String reason) {}

                  @Override
                  public void reachable() {}
                }));
  }

  @AfterEach
  void end() {
    client.close();
    http.close();
    simulator.close();
  }

  /** Waiting is turning the simulated clock; meanwhile somebody else may be at work. */
  private void pass(Duration time) {
    meanwhile.run();
    simulator.world().advance(time);
  }

  private StackSpec spec(int seconds) {
    return new StackSpec(
        "Queues-x",
        "Make the queues",
        new Template("queues", TEMPLATE),
        Set.of(),
        Map.of("Seconds", "" + seconds),
        StackSpec.Times.seconds(60, 60),
        0);
  }

  private void make(StackSpec spec) throws InterruptedException {
    new StackWork(
            stacks,
            OWNER,
            spec,
            Optional::empty,
            (types, report) -> {},
            Clock.systemUTC(),
            this::pass,
            random)
        .run(SILENT);
  }

  private StackView there() throws InterruptedException {
    return stacks.find("stentor-lab-Queues-x").orElseThrow();
  }

  private void failing(int times) throws IOException, InterruptedException {
    int status =
        http.send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + simulator.port() + "/_simulator/faults"))
                    .POST(
                        BodyPublishers.ofString(
                            """
                            {"kind":"fail_resource","type":"AWS::SQS::Queue","times":%d,
                             "reason":"The queue is busy"}
                            """
                                .formatted(times)))
                    .build(),
                BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(200);
  }

  @Test
  void a_change_that_was_taken_back_in_part_only_is_taken_back_then_made_and_nothing_is_deleted()
      throws Exception {
    make(spec(30));
    String id = there().id();
    failing(2);
    assertThatThrownBy(() -> make(spec(60)))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("could not be made");
    assertThat(there().status()).isEqualTo(StackStatus.UPDATE_ROLLBACK_FAILED);

    make(spec(60));

    assertThat(there().id()).isEqualTo(id);
    assertThat(there().status()).isEqualTo(StackStatus.UPDATE_COMPLETE);
    assertThat(there().parameters()).containsEntry("Seconds", "60");
  }

  @Test
  void a_stack_that_still_cannot_be_taken_back_is_told_of_and_left() throws Exception {
    make(spec(30));
    String id = there().id();
    failing(3);
    assertThatThrownBy(() -> make(spec(60))).isInstanceOf(CloudException.class);

    assertThatThrownBy(() -> make(spec(60)))
        .isInstanceOf(CloudException.class)
        .satisfies(
            failed ->
                assertThat(((CloudException) failed).problem().why()).contains("queue is busy"));

    assertThat(there().id()).isEqualTo(id);
    assertThat(there().status()).isEqualTo(StackStatus.UPDATE_ROLLBACK_FAILED);
  }

  @Test
  void a_stack_whose_change_failed_and_that_is_wanted_as_it_was_is_left_as_it_is()
      throws Exception {
    make(spec(30));
    failing(1);
    assertThatThrownBy(() -> make(spec(60))).isInstanceOf(CloudException.class);
    List<?> before = client.describeStackEvents(ask -> ask.stackName(id())).stackEvents();

    make(spec(30));

    assertThat(there().status()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(client.describeStackEvents(ask -> ask.stackName(id())).stackEvents())
        .hasSameSizeAs(before);
  }

  @Test
  void a_stack_that_somebody_else_deletes_each_time_is_given_up_and_told_of_so() {
    meanwhile = () -> client.deleteStack(request -> request.stackName(id()));

    assertThatThrownBy(() -> make(spec(30)))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("was made 8 times and deleted by somebody else each time");
  }

  private static String id() {
    return "stentor-lab-Queues-x";
  }
}
