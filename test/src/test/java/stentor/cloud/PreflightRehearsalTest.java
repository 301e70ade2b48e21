package stentor.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import stentor.acceptance.Stentor;

/** What stands in the way of an environment is told before anything of it is made. */
class PreflightRehearsalTest extends OnRehearsal {

  private JsonNode plan(int exit) throws Exception {
    Stentor.Result plan = stentor.run("plan", "--on", "rehearsal", "--json");
    assertThat(plan.exit()).as(plan.err()).isEqualTo(exit);
    return JSON.readTree(plan.out());
  }

  @Test
  void all_that_stands_in_the_way_is_told_together_and_nothing_is_made() throws Exception {
    cloud.fault("{\"kind\":\"quota\",\"service\":\"vpc\",\"type\":\"L-F678F1CE\",\"value\":1}");
    cloud.fault("{\"kind\":\"deny\",\"service\":\"iam\",\"action\":\"CreateRole\"}");

    JsonNode plan = plan(1);

    assertThat(plan.path("problems"))
        .extracting(problem -> problem.path("code").asText())
        .containsExactlyInAnyOrder("permissions_missing", "quota_too_low");
    Path policy = home.resolve("environments/default/missing-permissions.json");
    assertThat(plan.path("problems").toString()).contains(policy.toString());
    assertThat(Files.readString(policy)).contains("iam:CreateRole");

    Stentor.Result up = stentor.run("up", "--on", "rehearsal");
    assertThat(up.exit()).isEqualTo(1);
    assertThat(up.err()).contains("iam:CreateRole", "VPCs");
    assertThat(cloud.resources()).isEmpty();
  }

  @Test
  void what_cannot_be_found_out_is_a_warning() throws Exception {
    cloud.fault("{\"kind\":\"deny\",\"service\":\"iam\",\"action\":\"SimulatePrincipalPolicy\"}");
    cloud.fault("{\"kind\":\"deny\",\"service\":\"servicequotas\"}");

    JsonNode plan = plan(0);

    assertThat(plan.path("problems")).isEmpty();
    assertThat(plan.path("outlook").path("warnings"))
        .extracting(warning -> warning.path("code").asText())
        .containsOnly("not_looked_at")
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void a_region_that_aws_does_not_have_is_told_at_once() throws Exception {
    Stentor.Result plan = stentor.run("plan", "--on", "rehearsal", "--region", "eu-centrl-1");

    assertThat(plan.exit()).isEqualTo(1);
    assertThat(plan.err()).contains("AWS has no region eu-centrl-1", "eu-central-1");
  }

  @Test
  void prices_are_those_of_the_region_and_else_the_built_in_ones() throws Exception {
    cloud.fault("{\"kind\":\"deny\",\"service\":\"pricing\"}");
    assertThat(plan(0).path("outlook").path("bill").path("prices").asText()).isEqualTo("built-in");

    cloud.heal();
    JsonNode bill = plan(0).path("outlook").path("bill");
    assertThat(bill.path("prices").asText()).isEqualTo("price-list");
    assertThat(bill.path("region").asText()).isEqualTo("eu-central-1");
    assertThat(bill.path("untilEnd").asDouble())
        .isPositive()
        .isLessThan(bill.path("mostUntilEnd").asDouble());
  }

  @Test
  void a_plan_for_what_stands_says_what_would_change_and_leaves_no_trace() throws Exception {
    Stentor.Result up = stentor.run("up", "--on", "rehearsal", "--expire", "2h");
    assertThat(up.exit()).as(up.err()).isZero();
    int before = cloud.resources().size();

    Stentor.Result plan = stentor.run("plan", "--expire", "8h", "--json");

    assertThat(plan.exit()).as(plan.err()).isZero();
    JsonNode document = JSON.readTree(plan.out());
    assertThat(document.path("steps"))
        .filteredOn(step -> step.path("id").asText().equals("stack-expiry"))
        .extracting(step -> step.path("title").asText())
        .singleElement()
        .asString()
        .contains("changes the schedule");
    assertThat(document.path("outlook").path("warnings")).isEmpty();
    assertThat(cloud.resources()).hasSize(before);
  }
}
