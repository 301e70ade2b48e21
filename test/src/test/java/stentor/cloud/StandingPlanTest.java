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
    long before = cloud.calls("cloudformation").path("DeleteChangeSet").asLong();

    JsonNode second = plan("plan", "--expire", "60h", "--json");
    long after = cloud.calls("cloudformation").path("DeleteChangeSet").asLong();
    JsonNode _ = plan("plan", "--expire", "60h", "--json");

    assertThat(second.at("/outlook/warnings")).isEmpty();
    assertThat(after - before).as("that of the first plan and its own").isEqualTo(2);
    assertThat(cloud.calls("cloudformation").path("DeleteChangeSet").asLong() - after)
        .as("its own")
        .isEqualTo(1);
  }
}
