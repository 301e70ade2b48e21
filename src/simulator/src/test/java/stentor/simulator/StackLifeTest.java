package stentor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StackLifeTest {

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
    simulator.close();
  }

  private String network() {
    String id = simulator.create("net", SmallTemplates.NETWORK, Map.of());
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    return id;
  }

  @Test
  void a_new_stack_is_not_seen_at_once_then_it_is_made_in_its_time() {
    String id = simulator.create("net", SmallTemplates.NETWORK, Map.of());
    assertThatThrownBy(() -> simulator.stack("net"))
        .hasMessageContaining("Stack with id net does not exist");
    simulator.post("clock", "{\"advanceSeconds\":3}");
    assertThat(simulator.stack("net").stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
    simulator.post("clock", "{\"advanceSeconds\":5}");
    assertThat(simulator.stack("net").stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
    Stack done = simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    assertThat(done.outputs()).hasSize(3);
    assertThat(events(id))
        .extracting(event -> event.logicalResourceId() + " " + event.resourceStatusAsString())
        .startsWith("net CREATE_COMPLETE")
        .endsWith("Vpc CREATE_IN_PROGRESS", "net CREATE_IN_PROGRESS")
        .contains("Subnet CREATE_COMPLETE");
  }

  @Test
  void what_needs_nothing_of_each_other_is_made_at_the_same_time() {
    Instant before = simulator.simulator().world().now();
    String id = simulator.create("q", SmallTemplates.queues(6), Map.of());
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    Instant done = events(id).getFirst().timestamp();
    assertThat(Duration.between(before, done))
        .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(75));
  }

  @Test
  void events_are_paged_from_the_newest_without_loss_or_doubling() {
    String id = simulator.create("q", SmallTemplates.queues(60), Map.of());
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    DescribeStackEventsResponse first =
        simulator.client().describeStackEvents(request -> request.stackName(id));
    assertThat(first.stackEvents()).hasSize(100);
    // What is new meanwhile comes before the first page, and moves nothing behind it.
    simulator.client().deleteStack(request -> request.stackName(id));
    DescribeStackEventsResponse second =
        simulator
            .client()
            .describeStackEvents(request -> request.stackName(id).nextToken(first.nextToken()));
    assertThat(second.stackEvents()).hasSize(60 * 3 + 2 - 100);
    assertThat(second.nextToken()).isNull();
    assertThat(
            IntStream.range(0, 2)
                .mapToObj(page -> page == 0 ? first : second)
                .flatMap(page -> page.stackEvents().stream())
                .map(StackEvent::eventId))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_same_request_twice_makes_one_stack_another_is_refused() {
    String first =
        simulator.create(
            "q", SmallTemplates.queues(1), Map.of(), request -> request.clientRequestToken("t"));
    assertThat(
            simulator.create(
                "q",
                SmallTemplates.queues(1),
                Map.of(),
                request -> request.clientRequestToken("t")))
        .isEqualTo(first);
    assertThatThrownBy(
            () ->
                simulator.create(
                    "q",
                    SmallTemplates.queues(1),
                    Map.of(),
                    request -> request.clientRequestToken("u")))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void a_stack_whose_export_is_used_stays_and_says_so_in_its_reason_only() {
    String id = network();
    String user = simulator.create("user", SmallTemplates.USER, Map.of());
    simulator.awaitStatus(user, StackStatus.CREATE_COMPLETE);
    simulator.client().deleteStack(request -> request.stackName("net"));
    Stack kept = simulator.stack("net");
    assertThat(kept.stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    assertThat(kept.stackStatusReason())
        .isEqualTo("Delete canceled. Cannot delete export net-VpcId as it is in use by user.");
    assertThat(simulator.client().listImports(request -> request.exportName("net-VpcId")).imports())
        .containsExactly("user");
    simulator.client().deleteStack(request -> request.stackName("user"));
    simulator.awaitStatus(user, StackStatus.DELETE_COMPLETE);
    simulator.client().deleteStack(request -> request.stackName("net"));
    simulator.awaitStatus(id, StackStatus.DELETE_COMPLETE);
    assertThatThrownBy(() -> simulator.stack("net")).hasMessageContaining("does not exist");
    assertThat(simulator.stack(id).deletionTime()).isNotNull();
    assertThat(simulator.simulator().world().all()).isEmpty();
  }

  @Test
  void a_missing_export_rolls_the_stack_back() {
    String id = simulator.create("user", SmallTemplates.USER, Map.of());
    simulator.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);
    assertThat(events(id))
        .anySatisfy(
            event ->
                assertThat(event.resourceStatusReason())
                    .isEqualTo("No export named net-VpcId found. Rollback requested by user."));
  }

  @Test
  void what_cannot_be_made_is_rolled_back_or_kept_or_deleted_as_wanted() {
    simulator.post(
        "faults",
        "{\"kind\":\"fail_resource\",\"type\":\"AWS::EC2::Subnet\",\"reason\":\"no room left\"}");
    String rolled = simulator.create("net", SmallTemplates.NETWORK, Map.of());
    simulator.awaitStatus(rolled, StackStatus.ROLLBACK_COMPLETE);
    assertThat(events(rolled))
        .filteredOn(event -> event.resourceStatus() == ResourceStatus.CREATE_FAILED)
        .last()
        .satisfies(
            cause -> {
              assertThat(cause.logicalResourceId()).isEqualTo("Subnet");
              assertThat(cause.resourceStatusReason()).isEqualTo("no room left");
            });
    assertThat(simulator.simulator().world().all()).isEmpty();
    String kept =
        simulator.create(
            "kept",
            SmallTemplates.NETWORK,
            Map.of(),
            request -> request.onFailure(OnFailure.DO_NOTHING));
    simulator.awaitStatus(kept, StackStatus.CREATE_FAILED);
    assertThat(simulator.simulator().world().all("AWS::EC2::VPC")).hasSize(1);
    String gone =
        simulator.create(
            "gone",
            SmallTemplates.NETWORK,
            Map.of(),
            request -> request.onFailure(OnFailure.DELETE));
    simulator.awaitStatus(gone, StackStatus.DELETE_COMPLETE);
  }

  @Test
  void a_group_that_something_else_wears_blocks_and_can_be_retained() {
    String id = network();
    String group = simulator.output("net", "GroupId");
    String subnet = simulator.output("net", "SubnetId");
    simulator.post(
        "resources",
        """
        {"type":"AWS::EC2::NetworkInterface","id":"eni-1","managed":true,
         "properties":{"SubnetId":"%s","GroupSet":["%s"]}}
        """
            .formatted(subnet, group));
    simulator.client().deleteStack(request -> request.stackName("net"));
    Stack stuck = simulator.awaitStatus(id, StackStatus.DELETE_FAILED);
    assertThat(stuck.stackStatusReason())
        .startsWith("The following resource(s) failed to delete: [Subnet, Group]");
    assertThat(events(id))
        .anySatisfy(
            event ->
                assertThat(event.resourceStatusReason())
                    .startsWith("resource " + group + " has a dependent object"));
    // The blocker goes, and the same deletion again comes to its end.
    simulator.post(
        "resources", "{\"type\":\"AWS::EC2::NetworkInterface\",\"id\":\"eni-1\",\"delete\":true}");
    simulator.client().deleteStack(request -> request.stackName("net"));
    simulator.awaitStatus(id, StackStatus.DELETE_COMPLETE);
    assertThat(simulator.simulator().world().all()).isEmpty();
  }

  @Test
  void resources_are_retained_only_once_deleting_has_failed() {
    String id = network();
    assertThatThrownBy(
            () ->
                simulator
                    .client()
                    .deleteStack(request -> request.stackName("net").retainResources("Group")))
        .hasMessageContaining("DELETE_FAILED");
    simulator.post(
        "faults", "{\"kind\":\"block_delete\",\"resource\":\"Group\",\"reason\":\"held\"}");
    simulator.client().deleteStack(request -> request.stackName("net"));
    simulator.awaitStatus(id, StackStatus.DELETE_FAILED);
    simulator
        .client()
        .deleteStack(
            request -> request.stackName("net").deletionMode(DeletionMode.FORCE_DELETE_STACK));
    // The VPC fails now, since the group that was let be is still in it.
    simulator.awaitStatus(id, StackStatus.DELETE_FAILED);
    simulator
        .client()
        .deleteStack(request -> request.stackName("net").retainResources("Group", "Vpc"));
    simulator.awaitStatus(id, StackStatus.DELETE_COMPLETE);
    assertThat(simulator.simulator().world().all("AWS::EC2::SecurityGroup")).isNotEmpty();
  }

  @Test
  void a_cluster_takes_ten_minutes_and_leaves_behind_what_it_is_told_to() {
    network();
    Instant before = simulator.simulator().world().now();
    String id = simulator.create("cluster", SmallTemplates.CLUSTER, Map.of());
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    assertThat(Duration.between(before, events(id).getFirst().timestamp()))
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    assertThat(simulator.simulator().world().all("AWS::EC2::SecurityGroup"))
        .anySatisfy(group -> assertThat(group.text("GroupName")).startsWith("eks-cluster-sg-one-"));
    for (String type :
        List.of("EC2::SecurityGroup", "IAM::InstanceProfile", "EC2::NetworkInterface")) {
      simulator.post("faults", "{\"kind\":\"leave\",\"type\":\"AWS::" + type + "\",\"times\":1}");
    }
    simulator.client().deleteStack(request -> request.stackName("cluster"));
    simulator.awaitStatus(id, StackStatus.DELETE_COMPLETE);
    assertThat(simulator.simulator().world().all("AWS::IAM::InstanceProfile"))
        .singleElement()
        .satisfies(one -> assertThat(one.id()).startsWith("eks-eu-central-1-one-"));
    assertThat(simulator.simulator().world().all("AWS::EC2::NetworkInterface"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.managed()).isTrue();
              assertThat(one.state()).isEqualTo("available");
            });
    assertThat(simulator.get("faults")).isEqualTo("[]");
  }

  @Test
  void a_cluster_that_is_half_in_auto_mode_is_refused() {
    network();
    String id =
        simulator.create(
            "cluster",
            SmallTemplates.CLUSTER.replace(
                "BlockStorage: {Enabled: true}", "BlockStorage: {Enabled: false}"),
            Map.of());
    simulator.awaitStatus(id, StackStatus.ROLLBACK_COMPLETE);
    assertThat(events(id))
        .anySatisfy(
            event -> assertThat(event.resourceStatusReason()).contains("For EKS Auto Mode"));
  }

  @Test
  void a_stack_keeps_its_role_and_cannot_go_without_it() {
    String roles =
        simulator.create(
            "roles",
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties: {RoleName: service, AssumeRolePolicyDocument: {}}
            Outputs: {Arn: {Value: !GetAtt Role.Arn}}
            """,
            Map.of());
    simulator.awaitStatus(roles, StackStatus.CREATE_COMPLETE);
    String role = simulator.output("roles", "Arn");
    String id =
        simulator.create("q", SmallTemplates.queues(1), Map.of(), request -> request.roleARN(role));
    simulator.awaitStatus(id, StackStatus.CREATE_COMPLETE);
    assertThat(simulator.stack("q").roleARN()).isEqualTo(role);
    simulator.client().deleteStack(request -> request.stackName("roles"));
    simulator.awaitStatus(roles, StackStatus.DELETE_COMPLETE);
    assertThatThrownBy(() -> simulator.client().deleteStack(request -> request.stackName("q")))
        .hasMessageContaining("Role " + role + " is invalid or cannot be assumed");
  }

  @Test
  void a_protected_stack_stays() {
    network();
    simulator
        .client()
        .updateTerminationProtection(
            request -> request.stackName("net").enableTerminationProtection(true));
    assertThatThrownBy(() -> simulator.client().deleteStack(request -> request.stackName("net")))
        .hasMessageContaining("cannot be deleted while TerminationProtection is enabled");
  }

  private List<StackEvent> events(String id) {
    return simulator
        .client()
        .describeStackEventsPaginator(request -> request.stackName(id))
        .stackEvents()
        .stream()
        .toList();
  }
}
