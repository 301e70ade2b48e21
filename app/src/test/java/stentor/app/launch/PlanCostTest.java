package stentor.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.app.testing.CloudScene;
import stentor.app.text.Messages;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.Outlook;
import stentor.protocol.environment.PlanDocument;

/** What a plan costs, in words. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanCostTest {

  private static final Optional<Duration> LIFE = Optional.of(Duration.ofHours(10));

  private final Messages messages = new Messages();

  private static PlanDocument plan(String platform) {
    return CloudScene.plan(new EnvironmentName("lab"), platform, List.of());
  }

  private static PlanDocument unbilled(String platform) {
    return plan(platform).withOutlook(new Outlook(List.of(), Optional.empty()));
  }

  @Test
  void the_bill_of_the_plan_is_told_with_its_most_and_with_where_its_prices_are_from() {
    PlanCost cost = PlanCost.of(plan("aws"), LIFE, messages);

    assertThat(cost.value()).isEqualTo("$0.12/h");
    assertThat(cost.caption()).contains("$0.49").contains("at most $2.05");
    assertThat(cost.start()).contains("AWS").contains("$0.49");
    assertThat(cost.origin()).contains("eu-central-1").contains("2026-11-28");
  }

  @Test
  void without_a_bill_it_is_counted_from_the_hourly_cost() {
    PlanCost cost = PlanCost.of(unbilled("aws"), LIFE, messages);

    assertThat(cost.caption()).contains("$1.22");
    assertThat(cost.origin()).isEmpty();
  }

  @Test
  void one_whose_end_is_not_known_costs_by_the_hour() {
    assertThat(PlanCost.of(unbilled("aws"), Optional.empty(), messages).start())
        .contains("$0.12 an hour");
  }

  @Test
  void this_computer_and_a_rehearsal_are_free() {
    assertThat(PlanCost.of(unbilled("local"), LIFE, messages).value()).isEqualTo("Free");
    assertThat(PlanCost.of(plan("rehearsal"), LIFE, messages))
        .extracting(PlanCost::value, PlanCost::start)
        .containsExactly("Free", "Start the rehearsal");
  }
}
