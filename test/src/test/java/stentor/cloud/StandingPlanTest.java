package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import stentor.acceptance.Stentor;

/** What a plan does and says where an environment stands already. */
class StandingPlanTest extends OnRehearsal {

  @Override
  int pace() {
    return 400;
  }

  private JsonNode plan(String... words) throws IOException {
    Stentor.Result plan = stentor.run(words);
    assertThat(plan.exit()).as(plan.err()).isZero();
    return JSON.readTree(plan.out());
  }

  @Test
  void change_sets_that_a_plan_left_are_removed_by_the_next() throws Exception {
    JsonNode _ = up("--expire", "50h");
    cloud.fault(
        """
        {"kind":"deny","service":"cloudformation","action":"DeleteChangeSet","times":1}
        """);
    JsonNode _ = plan("plan", "--expire", "60h", "--json");
    cloud.heal();
    cloud.advance(Duration.ofHours(1));
    long before = deletions();

    JsonNode second = plan("plan", "--expire", "60h", "--json");
    long after = deletions();
    JsonNode _ = plan("plan", "--expire", "60h", "--json");

    assertThat(second.at("/outlook/warnings")).isEmpty();
    assertThat(after - before).as("that of the first plan and its own").isEqualTo(2);
    assertThat(deletions() - after).as("its own").isEqualTo(1);
  }

  @Test
  void what_was_changed_by_hand_is_said_in_words() throws Exception {
    JsonNode _ = up();
    assertThat(plan("plan", "--json").at("/outlook/warnings")).isEmpty();
    cloud.change(
        JSON.createObjectNode()
            .put("type", "AWS::EC2::VPC")
            .put("id", only("AWS::EC2::VPC"))
            .set("properties", JSON.createObjectNode().put("EnableDnsHostnames", false))
            .toString());
    cloud.change(
        JSON.createObjectNode()
            .put("type", "AWS::Scheduler::Schedule")
            .put("id", only("AWS::Scheduler::Schedule"))
            .put("delete", true)
            .toString());

    JsonNode warnings = plan("plan", "--json").at("/outlook/warnings");

    assertThat(warnings)
        .extracting(
            warning -> warning.path("title").asText() + ": " + warning.path("cause").asText())
        .containsExactly(
            "The stack stentor-default-expiry is not as it was made: the schedule Schedule was"
                + " deleted",
            "The stack stentor-default-network is not as it was made: the VPC Vpc was changed"
                + " (EnableDnsHostnames)");
  }

  @Test
  void drift_that_is_not_known_is_a_warning() throws Exception {
    JsonNode _ = up();
    cloud.fault(
        "{\"kind\":\"deny\",\"service\":\"cloudformation\",\"action\":\"DetectStackDrift\"}");

    JsonNode plan = plan("plan", "--json");

    assertThat(plan.path("problems")).isEmpty();
    assertThat(plan.at("/outlook/warnings").toString()).contains("cloudformation:DetectStackDrift");
  }

  @Test
  void the_driver_for_file_systems_is_named_and_new_enough() throws Exception {
    JsonNode _ = up();

    assertThat(cloud.resources())
        .filteredOn(one -> one.path("type").asText().equals("AWS::EKS::Addon"))
        .extracting(one -> one.at("/properties/AddonVersion").asText())
        .containsExactly("v3.4.1-eksbuild.1");
  }

  private long deletions() throws Exception {
    return cloud.calls().at("/cloudformation/DeleteChangeSet").asLong();
  }

  private String only(String type) throws Exception {
    return cloud.resources().stream()
        .filter(one -> one.path("type").asText().equals(type))
        .map(one -> one.path("id").asText())
        .findFirst()
        .orElseThrow();
  }
}
