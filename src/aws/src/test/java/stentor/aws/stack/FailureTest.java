package stentor.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FailureTest {

  private static final String STACK = "arn:aws:cloudformation:eu-central-1:000000000042:stack/s/1";

  private static StackEvent event(int second, String resource, ResourceStatus status, String why) {
    return StackEvent.builder()
        .timestamp(Instant.EPOCH.plusSeconds(second))
        .logicalResourceId(resource)
        .physicalResourceId(resource.equals("s") ? STACK : "")
        .resourceStatus(status)
        .resourceStatusReason(why)
        .build();
  }

  @Test
  void the_resource_that_failed_first_is_the_cause_and_those_cancelled_with_it_are_not() {
    List<StackEvent> events =
        List.of(
            event(1, "s", ResourceStatus.CREATE_IN_PROGRESS, ""),
            event(2, "Vpc", ResourceStatus.CREATE_COMPLETE, ""),
            event(5, "Cluster", ResourceStatus.CREATE_FAILED, "quota"),
            event(5, "Group", ResourceStatus.CREATE_FAILED, "Resource creation cancelled"),
            event(6, "s", ResourceStatus.UPDATE_FAILED, "all"));

    assertThat(Failure.cause(events, STACK))
        .hasValueSatisfying(cause -> assertThat(cause.logicalResourceId()).isEqualTo("Cluster"));
  }

  @Test
  void a_stack_that_failed_without_a_resource_has_no_cause_among_its_events() {
    assertThat(Failure.cause(List.of(event(1, "s", ResourceStatus.UPDATE_FAILED, "role")), STACK))
        .isEmpty();
  }

  @Test
  void what_went_after_a_first_failure_blocks_nothing() {
    List<StackEvent> events =
        List.of(
            event(1, "Group", ResourceStatus.DELETE_FAILED, "in use"),
            event(2, "Subnet", ResourceStatus.DELETE_FAILED, "in use"),
            event(3, "Group", ResourceStatus.DELETE_COMPLETE, ""));

    assertThat(Failure.blockers(events, STACK))
        .extracting(StackEvent::logicalResourceId)
        .containsExactly("Subnet");
  }
}
