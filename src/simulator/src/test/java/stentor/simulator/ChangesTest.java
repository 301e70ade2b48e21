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
import software.amazon.awssdk.services.cloudformation.model.ChangeAction;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Replacement;
import software.amazon.awssdk.services.cloudformation.model.ResourceChange;
import software.amazon.awssdk.services.cloudformation.model.StackDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDriftStatus;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChangesTest {

  /** So slow that time is only what a test turns it to. */
  private static final double BY_HAND = 0.001;

  @TempDir private Path state;
  private RunningSimulator simulator;
  private String network;

  @BeforeEach
  void start() throws IOException {
    simulator = new RunningSimulator(state, BY_HAND);
    network = simulator.create("net", SmallTemplates.NETWORK, Map.of());
    simulator.awaitStatus(network, StackStatus.CREATE_COMPLETE);
  }

  @AfterEach
  void end() {
    simulator.close();
  }

  private void update(Map<String, String> values) {
    simulator
        .client()
        .updateStack(
            request ->
                request
                    .stackName("net")
                    .usePreviousTemplate(true)
                    .parameters(RunningSimulator.parameters(values)));
  }

  @Test
  void an_update_changes_in_place_what_can_be_and_replaces_the_rest() {
    String vpc = simulator.output("net", "VpcId");
    String group = simulator.output("net", "GroupId");
    update(Map.of("Name", "second"));
    simulator.awaitStatus(network, StackStatus.UPDATE_COMPLETE);
    assertThat(simulator.output("net", "VpcId")).isEqualTo(vpc);
    assertThat(simulator.output("net", "GroupId")).isNotEqualTo(group);
    assertThat(simulator.simulator().world().find("AWS::EC2::VPC", vpc).orElseThrow().tags())
        .containsEntry("Name", "second");
    assertThat(simulator.simulator().world().find("AWS::EC2::SecurityGroup", group)).isEmpty();
  }

  @Test
  void an_update_without_a_change_is_refused() {
    assertThatThrownBy(() -> update(Map.of()))
        .hasMessageContaining("No updates are to be performed.");
  }

  @Test
  void an_update_that_fails_leaves_the_stack_as_it_was() {
    String group = simulator.output("net", "GroupId");
    simulator.post(
        "faults",
        "{\"kind\":\"fail_resource\",\"type\":\"AWS::EC2::SecurityGroup\",\"reason\":\"no\",\"times\":1}");
    update(Map.of("Name", "second"));
    simulator.awaitStatus(network, StackStatus.UPDATE_ROLLBACK_COMPLETE);
    assertThat(simulator.output("net", "GroupId")).isEqualTo(group);
    assertThat(simulator.simulator().world().all("AWS::EC2::VPC").getFirst().tags())
        .containsEntry("Name", "first");
    assertThat(simulator.simulator().world().all("AWS::EC2::SecurityGroup")).hasSize(2);
    update(Map.of("Name", "third"));
    simulator.awaitStatus(network, StackStatus.UPDATE_COMPLETE);
  }

  @Test
  void an_update_can_be_cancelled() {
    update(Map.of("Name", "second"));
    simulator.client().cancelUpdateStack(request -> request.stackName("net"));
    simulator.awaitStatus(network, StackStatus.UPDATE_ROLLBACK_COMPLETE);
  }

  @Test
  void a_rollback_that_fails_can_be_continued() {
    simulator.post(
        "faults",
        "{\"kind\":\"fail_resource\",\"type\":\"AWS::EC2::SecurityGroup\",\"reason\":\"no\",\"times\":1}");
    update(Map.of("Name", "second"));
    simulator.awaitStatus(network, StackStatus.UPDATE_ROLLBACK_COMPLETE);
    simulator.post(
        "faults",
        "{\"kind\":\"fail_resource\",\"type\":\"AWS::EC2::SecurityGroup\",\"reason\":\"no\",\"times\":1}");
    simulator.post("clock", "{\"advanceSeconds\":1}");
    update(Map.of("Name", "third"));
    simulator.post("clock", "{\"advanceSeconds\":7}");
    simulator.post(
        "faults",
        "{\"kind\":\"fail_resource\",\"type\":\"AWS::EC2::VPC\",\"reason\":\"no\",\"times\":1}");
    simulator.awaitStatus(network, StackStatus.UPDATE_ROLLBACK_FAILED);
    simulator.client().continueUpdateRollback(request -> request.stackName("net"));
    simulator.awaitStatus(network, StackStatus.UPDATE_ROLLBACK_COMPLETE);
  }

  @Test
  void a_change_set_says_what_would_change_and_does_it() {
    changeSet("c1", Map.of("Name", "second"));
    DescribeChangeSetResponse set = described("c1");
    assertThat(set.status()).isEqualTo(ChangeSetStatus.CREATE_COMPLETE);
    assertThat(set.changes())
        .extracting(change -> change.resourceChange().logicalResourceId())
        .containsExactly("Vpc", "Group");
    ResourceChange vpc = set.changes().getFirst().resourceChange();
    assertThat(vpc.action()).isEqualTo(ChangeAction.MODIFY);
    assertThat(vpc.replacement()).isEqualTo(Replacement.FALSE);
    assertThat(set.changes().getLast().resourceChange().replacement()).isEqualTo(Replacement.TRUE);
    assertThat(set.changes().getLast().resourceChange().details().getFirst().target())
        .satisfies(
            target -> {
              assertThat(target.name()).isEqualTo("GroupDescription");
              assertThat(target.beforeValue()).isEqualTo("of first");
              assertThat(target.afterValue()).isEqualTo("of second");
            });
    simulator.client().executeChangeSet(request -> request.stackName("net").changeSetName("c1"));
    simulator.awaitStatus(network, StackStatus.UPDATE_COMPLETE);
    assertThat(described("c1").executionStatus()).isEqualTo(ExecutionStatus.EXECUTE_COMPLETE);
  }

  @Test
  void a_change_set_without_changes_fails_and_says_so() {
    changeSet("c1", Map.of());
    assertThat(described("c1").status()).isEqualTo(ChangeSetStatus.FAILED);
    assertThat(described("c1").statusReason()).contains("didn't contain changes");
    simulator.client().deleteChangeSet(request -> request.stackName("net").changeSetName("c1"));
    assertThatThrownBy(() -> described("c1")).hasMessageContaining("does not exist");
  }

  @Test
  void a_change_set_can_make_a_stack_that_is_only_reviewed_until_then() {
    String id =
        simulator
            .client()
            .createChangeSet(
                request ->
                    request
                        .stackName("q")
                        .changeSetName("first")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateBody(SmallTemplates.queues(2)))
            .stackId();
    simulator.awaitStatus(id, StackStatus.REVIEW_IN_PROGRESS);
    assertThat(simulator.simulator().world().all("AWS::SQS::Queue")).isEmpty();
    simulator.client().executeChangeSet(r -> r.stackName("q").changeSetName("first"));
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    assertThat(simulator.simulator().world().all("AWS::SQS::Queue")).hasSize(2);
  }

  @Test
  void what_was_changed_by_hand_is_found_as_drift() {
    String vpc = simulator.output("net", "VpcId");
    simulator.post(
        "resources",
        "{\"type\":\"AWS::EC2::VPC\",\"id\":\"%s\",\"properties\":{\"EnableDnsSupport\":false}}"
            .formatted(vpc));
    String detection =
        simulator
            .client()
            .detectStackDrift(request -> request.stackName("net"))
            .stackDriftDetectionId();
    assertThat(
            simulator
                .client()
                .describeStackDriftDetectionStatus(
                    request -> request.stackDriftDetectionId(detection))
                .stackDriftStatus())
        .isEqualTo(StackDriftStatus.DRIFTED);
    assertThat(
            simulator
                .client()
                .describeStackResourceDrifts(
                    request ->
                        request
                            .stackName("net")
                            .stackResourceDriftStatusFilters(StackResourceDriftStatus.MODIFIED))
                .stackResourceDrifts())
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.logicalResourceId()).isEqualTo("Vpc");
              assertThat(drift.propertyDifferences().getFirst().propertyPath())
                  .isEqualTo("/EnableDnsSupport");
            });
  }

  private void changeSet(String name, Map<String, String> values) {
    simulator
        .client()
        .createChangeSet(
            request ->
                request
                    .stackName("net")
                    .changeSetName(name)
                    .usePreviousTemplate(true)
                    .parameters(RunningSimulator.parameters(values)));
  }

  private DescribeChangeSetResponse described(String name) {
    return simulator
        .client()
        .describeChangeSet(request -> request.stackName("net").changeSetName(name));
  }
}
