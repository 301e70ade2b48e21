package stentor.cli.environment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import stentor.cli.credentials.IdentityText;
import stentor.control.HumanDuration;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.ProcessStatus;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;

/** A status as a person reads it: a name and a value a line, the values one below the other. */
final class StatusText {

  private static final int NAME_WIDTH = 12;

  private StatusText() {}

  /** The lines of a status. */
  static List<String> of(StatusDocument status, Instant now) {
    List<String> lines = new ArrayList<>();
    String state = status.state().name().toLowerCase(Locale.ROOT);
    if (status.state() == EnvironmentState.ABSENT) {
      return List.of("state " + state);
    }
    lines.add(line("environment", status.environment().value()));
    lines.add(line("state", state));
    status.platform().ifPresent(platform -> lines.add(line("platform", platform)));
    status.endpoint().ifPresent(endpoint -> lines.add(line("address", endpoint)));
    status
        .since()
        .ifPresent(since -> lines.add(line("made", HumanDuration.said(past(since, now)) + " ago")));
    status
        .expiresAt()
        .ifPresent(end -> lines.add(line("ends", "in " + HumanDuration.said(past(now, end)))));
    if (status.cost().perHour() > 0 || status.cost().soFar() > 0) {
      lines.add(line("cost", cost(status.cost())));
    }
    add(lines, "models", status.models().stream().map(StatusText::model).toList());
    if (!status.processes().isEmpty()) {
      lines.add(
          line(
              "processes",
              status.processes().stream()
                  .map(StatusText::process)
                  .collect(Collectors.joining(", "))));
    }
    status.identity().ifPresent(who -> lines.add(line("identity", IdentityText.line(who))));
    add(lines, "problems", status.problems().stream().map(StatusText::problem).toList());
    return lines;
  }

  /** The time from one instant to a later one; none where it is not later. */
  static Duration past(Instant from, Instant to) {
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }

  private static void add(List<String> lines, String name, List<String> values) {
    for (int index = 0; index < values.size(); index++) {
      lines.add(line(index == 0 ? name : "", values.get(index)));
    }
  }

  private static String line(String name, String value) {
    return name + " ".repeat(NAME_WIDTH - name.length()) + value;
  }

  private static String model(ServedModelStatus model) {
    return "%s %s (%s): %d of %d workers ready, %d waiting, %d in work"
        .formatted(
            model.id(),
            model.version(),
            model.language(),
            model.workers().ready(),
            model.workers().wanted(),
            model.queue().depth(),
            model.queue().inFlight());
  }

  private static String cost(StatusDocument.Cost cost) {
    String limit =
        cost.budget().isPresent()
            ? " of " + money(cost.budget().getAsDouble(), cost.currency())
            : "";
    return "%s an hour, %s%s so far"
        .formatted(
            money(cost.perHour(), cost.currency()), money(cost.soFar(), cost.currency()), limit);
  }

  private static String money(double amount, String currency) {
    return String.format(Locale.ROOT, "%.2f %s", amount, currency);
  }

  private static String process(ProcessStatus process) {
    return process.role() + " " + process.pid();
  }

  private static String problem(ProblemStatus problem) {
    String cause = problem.cause().isEmpty() ? "" : ": " + problem.cause();
    String told = problem.title() + cause;
    String end = told.endsWith(".") ? " " : ". ";
    return problem.fixes().isEmpty() ? told : told + end + String.join(" ", problem.fixes());
  }
}
