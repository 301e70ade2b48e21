package stentor.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.Outlook;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanTextTest {

  private static PlannedStep step(
      String id, List<String> after, double seconds, double cost, Change change) {
    return new PlannedStep(id, "Step " + id, "stack", after, seconds, cost, change);
  }

  private static PlanDocument plan(double seconds, double cost, PlannedStep... steps) {
    return new PlanDocument(
        1,
        EnvironmentName.DEFAULT,
        "aws",
        seconds,
        cost,
        List.of(),
        List.of(steps),
        new PlanDocument.Request(
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty()));
  }

  @Test
  void the_longest_chain_is_marked_and_costs_are_told() {
    PlanDocument plan =
        plan(
            660,
            0.145,
            step("roles", List.of(), 30, 0, Change.CREATE),
            step("network", List.of(), 60, 0.045, Change.CREATE),
            step("storage", List.of("network"), 120, 0, Change.NONE),
            step("cluster", List.of("roles", "network"), 600, 0.1, Change.CREATE),
            step("queues", List.of("roles"), 20, 0, Change.UPDATE));

    assertThat(PlanText.of(plan, 60))
        .containsExactly(
            "CHANGE  KIND   EXPECTED  USD/HOUR     STEP",
            "create  stack      30 s               Step roles",
            "create  stack     1 min     0.045  *  Step network",
            "none    stack                         Step storage",
            "create  stack    10 min     0.100  *  Step cluster",
            "update  stack      20 s               Step queues",
            "",
            "4 of 5 steps to do on aws, about 11 min (the longest chain, marked *)",
            "Once up it costs 0.15 USD an hour");
  }

  @Test
  void steps_that_wait_for_each_other_end() {
    PlanDocument plan =
        plan(
            2,
            0,
            step("a", List.of("b"), 1, 0, Change.CREATE),
            step("b", List.of("a"), 1, 0, Change.CREATE));

    assertThat(PlanText.of(plan, 80))
        .contains("2 of 2 steps to do on aws, about 2.0 s" + " (the longest chain, marked *)");
  }

  @Test
  void the_cost_until_the_end_is_told_with_the_prices_it_is_reckoned_by() {
    Outlook.Bill bill =
        new Outlook.Bill(
            0.125,
            0.59,
            Optional.of(Instant.parse("2026-11-29T16:00:00Z")),
            OptionalDouble.of(0.5),
            OptionalDouble.of(2.36),
            Outlook.PriceOrigin.PRICE_LIST,
            "eu-central-1",
            LocalDate.of(2026, 11, 1));
    PlanDocument plan =
        plan(45, 0.125, step("roles", List.of(), 45, 0, Change.CREATE))
            .withOutlook(new Outlook(List.of(), Optional.of(bill)));

    assertThat(PlanText.of(plan, 80))
        .endsWith(
            "Until it ends at 2026-11-29T16:00:00Z it costs 0.50 USD, 2.36 with all workers all"
                + " the time",
            "Prices: AWS's list for eu-central-1 as of 2026-11-01");
  }
}
