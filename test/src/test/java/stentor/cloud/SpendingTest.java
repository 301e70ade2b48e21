package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import stentor.acceptance.Stentor;

/** What an environment has cost, and what that does to its end. */
class SpendingTest extends OnRehearsal {

  @Override
  int pace() {
    return 400;
  }

  private JsonNode json(int exit, String... words) throws Exception {
    Stentor.Result result = stentor.run(words);
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    return JSON.readTree(result.out());
  }

  @Test
  void a_tear_down_that_is_run_again_counts_nothing_twice() throws Exception {
    JsonNode up = json(0, "up", "--on", "rehearsal", "--expire", "100h", "--json");
    cloud.advance(Duration.ofHours(20));
    cloud.fault(
        """
        {"kind":"block_delete","type":"AWS::EKS::Cluster","reason":"It has an update in progress"}
        """);
    JsonNode blocked = json(1, "down", "--yes", "--json");
    cloud.heal();

    JsonNode down = json(0, "down", "--yes", "--json");

    assertThat(blocked.path("left").toString()).contains("stentor-default-cluster");
    assertThat(down.path("left")).isEmpty();
    assertThat(down.at("/cost/soFar").asDouble())
        .isGreaterThan(20 * up.at("/cost/perHour").asDouble())
        .isCloseTo(blocked.at("/cost/soFar").asDouble(), Percentage.withPercentage(30));
  }

  @Test
  void an_end_that_a_budget_brought_forward_is_put_off_as_less_is_spent() throws Exception {
    JsonNode up = json(0, "up", "--on", "rehearsal", "--expire", "100h", "--budget", "4", "--json");
    Instant since = Instant.parse(up.path("since").asText());
    Instant first = Instant.parse(up.path("expiresAt").asText());
    assertThat(first).isBefore(since.plus(Duration.ofHours(20)));
    assertThat(up.at("/cost/budget").asDouble()).isEqualTo(4);

    cloud.advance(Duration.ofHours(2));
    JsonNode later = json(0, "status", "--json");

    Instant second = Instant.parse(later.path("expiresAt").asText());
    assertThat(second).isAfter(first.plus(Duration.ofMinutes(10)));
    assertThat(schedule()).isEqualTo("at(%s)".formatted(second.toString().replace("Z", "")));
    assertThat(later.at("/cost/soFar").asDouble()).isGreaterThan(up.at("/cost/soFar").asDouble());
    assertThat(later.path("problems"))
        .extracting(problem -> problem.path("code").asText())
        .containsExactly("no_service_there");
  }

  private String schedule() throws Exception {
    return cloud.resources().stream()
        .filter(one -> one.path("type").asText().equals("AWS::Scheduler::Schedule"))
        .map(one -> one.at("/properties/ScheduleExpression").asText())
        .findFirst()
        .orElseThrow();
  }
}
