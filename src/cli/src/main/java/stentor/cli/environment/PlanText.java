package stentor.cli.environment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.cli.credentials.IdentityText;
import stentor.cli.terminal.Table;
import stentor.cli.terminal.Table.Column;
import stentor.control.HumanDuration;
import stentor.protocol.environment.Outlook;
import stentor.protocol.environment.PlanDocument;
import stentor.protocol.environment.PlanDocument.Change;
import stentor.protocol.environment.PlanDocument.PlannedStep;

/** A plan as a person reads it: its steps below one another, then what they come to. */
final class PlanText {

  private static final double MILLISECONDS = 1e3;

  private final PlanDocument plan;

  private PlanText(PlanDocument plan) {
    this.plan = plan;
  }

  /**
   * The lines of a plan.
   *
   * @param width columns of the screen
   */
  static List<String> of(PlanDocument plan, int width) {
    return new PlanText(plan).lines(width);
  }

  private List<String> lines(int width) {
    long changes = plan.steps().stream().filter(PlanText::isWork).count();
    List<String> lines = new ArrayList<>();
    if (!plan.steps().isEmpty()) {
      lines.addAll(table().lines(width));
      lines.add("");
    }
    if (changes == 0) {
      lines.add("Nothing to do: " + plan.environment() + " is as it is asked for");
    } else {
      lines.add(
          "%d of %d steps to do on %s, about %s (the longest chain, marked *)"
              .formatted(
                  changes, plan.steps().size(), plan.platform(), said(plan.criticalPathSeconds())));
    }
    lines.add(
        plan.costPerHour() > 0
            ? String.format(Locale.ROOT, "Once up it costs %.2f USD an hour", plan.costPerHour())
            : "Once up it costs nothing");
    plan.outlook().flatMap(Outlook::identity).map(IdentityText::line).ifPresent(lines::add);
    plan.outlook().flatMap(Outlook::bill).ifPresent(bill -> lines.addAll(said(bill)));
    return lines;
  }

  private static List<String> said(Outlook.Bill bill) {
    List<String> lines = new ArrayList<>();
    if (bill.endsAt().isPresent()
        && bill.untilEnd().isPresent()
        && bill.mostUntilEnd().isPresent()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "Until it ends at %s it costs %.2f USD, %.2f with all workers all the time",
              bill.endsAt().get(),
              bill.untilEnd().getAsDouble(),
              bill.mostUntilEnd().getAsDouble()));
    }
    lines.add(
        switch (bill.prices()) {
          case PRICE_LIST ->
              "Prices: AWS's list for %s as of %s".formatted(bill.region(), bill.asOf());
          case BUILT_IN ->
              "Prices: the built-in copy for %s as of %s; AWS's list could not be read"
                  .formatted(bill.region(), bill.asOf());
        });
    return lines;
  }

  private Table table() {
    boolean costs = plan.steps().stream().anyMatch(step -> step.costPerHour() > 0);
    List<Column> columns =
        new ArrayList<>(
            List.of(Column.of("CHANGE"), Column.of("KIND"), Column.ofNumbers("EXPECTED")));
    if (costs) {
      columns.add(Column.ofNumbers("USD/HOUR"));
    }
    columns.addAll(List.of(Column.of(""), Column.of("STEP")));
    Table table = new Table(columns);
    Set<String> critical = critical();
    for (PlannedStep step : plan.steps()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  step.change().name().toLowerCase(Locale.ROOT),
                  step.kind(),
                  isWork(step) ? said(step.expectedSeconds()) : ""));
      if (costs) {
        row.add(step.costPerHour() > 0 ? "%.3f".formatted(step.costPerHour()) : "");
      }
      row.add(critical.contains(step.id()) ? "*" : "");
      row.add(step.title());
      table.add(row);
    }
    return table;
  }

  private static boolean isWork(PlannedStep step) {
    return step.change() != Change.NONE;
  }

  /**
   * Ids of the steps that decide how long it takes: the longest chain of steps of which each waits
   * for the one before. Steps stand after all that they depend on.
   */
  private Set<String> critical() {
    Map<String, PlannedStep> steps = new LinkedHashMap<>();
    Map<String, Double> ends = new HashMap<>();
    for (PlannedStep step : plan.steps()) {
      steps.put(step.id(), step);
      double start = last(step, ends).map(before -> endOf(before, ends)).orElse(0.0);
      ends.put(step.id(), start + (isWork(step) ? step.expectedSeconds() : 0));
    }
    Set<String> chain = new HashSet<>();
    Optional<String> at =
        ends.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    while (at.isPresent()) {
      PlannedStep step = steps.get(at.get());
      if (step == null || (isWork(step) && !chain.add(step.id()))) {
        break;
      }
      at = last(step, ends);
    }
    return chain;
  }

  private static double endOf(String id, Map<String, Double> ends) {
    return ends.getOrDefault(id, 0.0);
  }

  /** The step that ends last of those that this one waits for. */
  private static Optional<String> last(PlannedStep step, Map<String, Double> ends) {
    return step.dependsOn().stream()
        .filter(ends::containsKey)
        .max((one, other) -> Double.compare(endOf(one, ends), endOf(other, ends)));
  }

  private static String said(double seconds) {
    return HumanDuration.said(Duration.ofMillis(Math.round(seconds * MILLISECONDS)));
  }
}
