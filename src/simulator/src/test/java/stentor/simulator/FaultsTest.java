package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultsTest {

  /** So slow that time is only what a test turns it to. */
  private static final double BY_HAND = 0.001;

  @TempDir private Path state;
  private RunningSimulator simulator;

  @BeforeEach
  void start() throws IOException {
    simulator = new RunningSimulator(state, BY_HAND);
  }

  @AfterEach
  void end() {
    // Clients of one process share what they have learned of the services' clock.
    SdkGlobalTime.setGlobalTimeOffset(0);
    simulator.close();
  }

  @Test
  void throttling_is_what_the_client_takes_for_it() {
    simulator.post("faults", "{\"kind\":\"throttle\",\"service\":\"cloudformation\",\"share\":1}");
    assertThatThrownBy(() -> simulator.client().listStacks())
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            refused -> assertThat(refused.isThrottlingException()).isTrue());
    simulator.mend();
    simulator.client().listStacks();
  }

  @Test
  void a_throttled_client_that_tries_again_comes_through() {
    simulator.post("faults", "{\"kind\":\"throttle\",\"times\":2}");
    try (CloudFormationClient patient = simulator.patient()) {
      assertThat(patient.listStacks().stackSummaries()).isEmpty();
    }
    assertThat(simulator.get("calls")).isEqualTo("{\"cloudformation\":{\"ListStacks\":3}}");
  }

  @Test
  void credentials_expire_and_actions_are_denied_by_their_name() {
    simulator.post(
        "faults", "{\"kind\":\"expire_credentials\",\"accessKey\":\"AKIASIMULATED\",\"times\":1}");
    assertThatThrownBy(() -> simulator.client().listStacks())
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
    simulator.post("faults", "{\"kind\":\"deny\",\"action\":\"CreateStack\"}");
    simulator.client().listStacks();
    assertThatThrownBy(() -> simulator.create("q", SmallTemplates.queues(1), Map.of()))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            refused -> {
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
              assertThat(refused).hasMessageContaining("cloudformation:CreateStack");
            });
  }

  @Test
  void a_connection_that_is_cut_before_the_work_has_done_nothing_after_it_all() {
    simulator.post(
        "faults", "{\"kind\":\"cut\",\"action\":\"CreateStack\",\"when\":\"before\",\"times\":1}");
    assertThatThrownBy(() -> simulator.create("q", SmallTemplates.queues(1), Map.of()))
        .isInstanceOf(SdkClientException.class);
    assertThat(simulator.client().listStacks().stackSummaries()).isEmpty();
    simulator.post(
        "faults", "{\"kind\":\"cut\",\"action\":\"CreateStack\",\"when\":\"after\",\"times\":1}");
    assertThatThrownBy(() -> simulator.create("q", SmallTemplates.queues(1), Map.of()))
        .isInstanceOf(SdkClientException.class);
    assertThat(simulator.client().listStacks().stackSummaries()).hasSize(1);
  }

  @Test
  void a_clock_that_is_wrong_refuses_signatures() {
    simulator.post("faults", "{\"kind\":\"skew\",\"seconds\":900}");
    assertThatThrownBy(() -> simulator.client().listStacks())
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorCode())
                    .isEqualTo("SignatureDoesNotMatch"));
    // The answer's Date told the client the services' time, and it goes by that from now on.
    simulator.client().listStacks();
  }

  @Test
  void an_answer_can_be_late() {
    simulator.post("faults", "{\"kind\":\"delay\",\"seconds\":0.3,\"times\":1}");
    long before = System.nanoTime();
    simulator.client().listStacks();
    assertThat(System.nanoTime() - before).isGreaterThan(300_000_000L);
  }

  @Test
  void there_are_no_more_than_a_quota_allows() {
    simulator.post(
        "faults",
        "{\"kind\":\"quota\",\"type\":\"AWS::EC2::VPC\",\"value\":1,\"reason\":\"The maximum number of VPCs has been reached.\"}");
    String first = simulator.create("net", SmallTemplates.NETWORK, Map.of());
    simulator.awaitStatus(first, StackStatus.CREATE_COMPLETE);
    String second = simulator.create("net2", SmallTemplates.NETWORK, Map.of());
    simulator.awaitStatus(second, StackStatus.ROLLBACK_COMPLETE);
    assertThat(
            simulator
                .client()
                .describeEvents(
                    request -> request.stackName(second).filters(f -> f.failedEvents(true)))
                .operationEvents())
        .anySatisfy(
            event ->
                assertThat(event.resourceStatusReason())
                    .isEqualTo("The maximum number of VPCs has been reached."));
  }

  @Test
  void a_fault_that_is_none_is_refused() {
    assertThatThrownBy(() -> simulator.post("faults", "{\"kind\":\"earthquake\"}"))
        .hasMessageContaining("400");
  }
}
