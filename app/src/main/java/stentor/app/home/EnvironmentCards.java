package stentor.app.home;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import stentor.app.environment.EnvironmentTitle;
import stentor.app.environment.Place;
import stentor.app.environment.Seen;
import stentor.app.home.EnvironmentCard.Action;
import stentor.app.home.EnvironmentCard.Line;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.protocol.environment.CloudSettings;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;
import stentor.speech.problem.Problem;

/** Puts into words what is seen of environments. Immutable. */
final class EnvironmentCards {

  /** How every environment on a cloud is: the overview tells it, and it is no trouble. */
  private static final String NO_SERVICE = "no_service_there";

  private static final Duration SECONDS_MATTER = Duration.ofMinutes(2);

  private final Messages messages;
  private final ZoneId zone;
  private final int cores;

  /**
   * Makes one.
   *
   * @param cores processors of this computer
   */
  EnvironmentCards(Messages messages, ZoneId zone, int cores) {
    this.messages = messages;
    this.zone = zone;
    this.cores = cores;
  }

  /** Whether there is anything of it to be seen: what was taken down is not. */
  static boolean isThere(Seen seen) {
    return seen.status().state() != EnvironmentState.ABSENT
        || seen.change().isPresent()
        || !seen.isFresh()
        || seen.wanted()
            .filter(wanted -> wanted.wanted() != EnvironmentDocument.Wanted.DOWN)
            .isPresent();
  }

  /** The card of an environment. */
  EnvironmentCard card(Seen seen, Instant here) {
    Instant now = seen.now(here);
    return new EnvironmentCard(
        seen.name(),
        EnvironmentTitle.of(seen, messages),
        place(seen),
        seen.place().badge(messages),
        status(seen),
        lines(seen, now),
        trouble(seen, here),
        !seen.isFresh(),
        actions(seen));
  }

  private String place(Seen seen) {
    String region =
        seen.wanted()
            .flatMap(EnvironmentDocument::cloud)
            .map(CloudSettings::region)
            .orElse(Figures.NONE);
    return switch (seen.place()) {
      case HERE -> messages.text("home.card.local", messages.count("home.card.cores", cores));
      case AWS -> messages.text("home.card.aws", region);
      case REHEARSAL -> messages.text("home.card.rehearsal", region);
    };
  }

  private Status status(Seen seen) {
    if (!seen.isFresh()) {
      return new Status(messages.text("home.state.stale"), Mood.ATTENTION);
    }
    return switch (seen.status().state()) {
      case UP -> new Status(messages.text("home.state.up"), Mood.GOOD);
      case DEGRADED -> new Status(messages.text("home.state.degraded"), Mood.ATTENTION);
      case STARTING -> new Status(messages.text("home.state.starting"), Mood.NEUTRAL);
      case STOPPING -> new Status(messages.text("home.state.stopping"), Mood.NEUTRAL);
      case FAILED -> new Status(messages.text("home.state.failed"), Mood.BAD);
      case ABSENT ->
          seen.change().isPresent()
              ? new Status(messages.text("home.state.starting"), Mood.NEUTRAL)
              : new Status(messages.text("home.state.stopped"), Mood.NEUTRAL);
    };
  }

  private List<Line> lines(Seen seen, Instant now) {
    List<Line> lines = new ArrayList<>();
    lines.add(line("home.card.models", models(seen)));
    if (seen.place() == Place.HERE || seen.serves()) {
      lines.add(line("home.card.workers", workers(seen.status().models())));
    }
    lines.add(end(seen, now));
    lines.add(line("home.card.cost", cost(seen)));
    return lines;
  }

  private Line line(String key, String value) {
    return new Line(messages.text(key), value, false);
  }

  private static String models(Seen seen) {
    List<String> served = seen.status().models().stream().map(ServedModelStatus::id).toList();
    List<String> wanted =
        seen.wanted().map(EnvironmentDocument::models).orElse(List.of()).stream()
            .map(EnvironmentDocument.WantedModel::id)
            .toList();
    List<String> ids = served.isEmpty() ? wanted : served;
    return ids.isEmpty() ? Figures.NONE : ids.stream().collect(Collectors.joining(", "));
  }

  private String workers(List<ServedModelStatus> models) {
    int wanted = models.stream().mapToInt(model -> model.workers().wanted()).sum();
    int ready = models.stream().mapToInt(model -> model.workers().ready()).sum();
    if (models.isEmpty()) {
      return Figures.NONE;
    }
    return wanted == 0 && ready == 0
        ? messages.text("home.card.workers.none")
        : messages.text("home.card.workers.ready", ready, Math.max(wanted, ready));
  }

  private Line end(Seen seen, Instant now) {
    Optional<Instant> expiry =
        seen.status().expiresAt().or(() -> seen.wanted().flatMap(wanted -> wanted.expiresAt()));
    if (expiry.isPresent()) {
      Duration left = Duration.between(now, expiry.get());
      boolean due = left.isNegative() || left.isZero();
      return new Line(
          messages.text("home.card.expires"),
          due
              ? messages.text("home.card.expires.now")
              : messages.text("home.card.expires.in", Figures.duration(rounded(left))),
          !due);
    }
    Optional<Instant> since = seen.status().since();
    String from = since.map(at -> Figures.when(at, now, zone)).orElse(Figures.NONE);
    long idle = seen.wanted().map(wanted -> wanted.idleSeconds().orElse(0)).orElse(0L);
    return line(
        "home.card.since",
        idle > 0
            ? messages.text("home.card.since.idle", from, idle(Duration.ofSeconds(idle)))
            : messages.text("home.card.since.stays", from));
  }

  private String idle(Duration idle) {
    return messages.text("home.card.idle", Figures.duration(idle));
  }

  private static Duration rounded(Duration left) {
    return left.compareTo(SECONDS_MATTER) > 0 ? Duration.ofMinutes(left.toMinutes()) : left;
  }

  /** What a rehearsal would have cost is told as that. */
  private String cost(Seen seen) {
    StatusDocument.Cost cost = seen.status().cost();
    if (seen.place() == Place.REHEARSAL) {
      return messages.text(
          "home.card.cost.simulated", Figures.money(cost.perHour(), cost.currency()));
    }
    return cost.perHour() == 0 && cost.soFar() == 0
        ? messages.text("home.card.cost.none")
        : messages.text(
            "home.card.cost.amount",
            Figures.money(cost.perHour(), cost.currency()),
            Figures.money(cost.soFar(), cost.currency()));
  }

  private Optional<String> trouble(Seen seen, Instant now) {
    Optional<Problem> lost = seen.lost();
    if (lost.isPresent()) {
      return Optional.of(
          messages.text("home.card.stale", Figures.when(seen.at(), now, zone), lost.get().what()));
    }
    return seen.status().problems().stream()
        .filter(problem -> !problem.code().equals(NO_SERVICE))
        .findFirst()
        .map(
            problem ->
                problem.cause().isEmpty()
                    ? problem.title()
                    : messages.text("home.card.problem", problem.title(), problem.cause()));
  }

  private static List<Action> actions(Seen seen) {
    if (seen.change().isPresent()) {
      return seen.serves() ? List.of(Action.TRANSCRIBE, Action.FOLLOW) : List.of(Action.FOLLOW);
    }
    return switch (seen.status().state()) {
      case UP, DEGRADED ->
          seen.serves()
              ? List.of(Action.TRANSCRIBE, Action.OPEN, Action.TEAR_DOWN)
              : List.of(Action.OPEN, Action.TEAR_DOWN);
      case STARTING -> List.of(Action.FOLLOW, Action.OPEN, Action.TEAR_DOWN);
      case STOPPING -> List.of(Action.FOLLOW);
      case FAILED -> List.of(Action.START, Action.OPEN, Action.TEAR_DOWN);
      case ABSENT -> List.of(Action.START, Action.TEAR_DOWN);
    };
  }
}
