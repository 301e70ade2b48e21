package stentor.app.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import stentor.app.environment.EnvironmentSample;
import stentor.app.environment.Performance;
import stentor.app.environment.Seen;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.navigation.ScreenView.Status;
import stentor.app.overview.ProblemNote.Action;
import stentor.app.overview.Reading.Can;
import stentor.app.overview.Reading.Content;
import stentor.app.overview.Reading.Stale;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.ReceiptDocument.Made;
import stentor.protocol.environment.StatusDocument;
import stentor.protocol.environment.StatusDocument.EnvironmentState;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.protocol.environment.StatusDocument.ProcessStatus;
import stentor.protocol.environment.StatusDocument.ServedModelStatus;

/** Turns what is seen of an environment into words and numbers. Immutable; pure functions. */
final class Reader {

  private static final int MOST_PIDS = 12;

  private final Messages messages;
  private final ZoneId zone;
  private final CloudReader cloud;

  Reader(Messages messages, ZoneId zone) {
    this.messages = messages;
    this.zone = zone;
    this.cloud = new CloudReader(messages, zone);
  }

  /** What is shown before anybody has looked. */
  Reading looking() {
    return empty(Content.LOOKING, messages.text("overview.looking"));
  }

  /** What is shown of an environment that is not there. */
  Reading absent() {
    return empty(Content.ABSENT, messages.text("overview.absent"));
  }

  private Reading empty(Content content, String freshness) {
    FigureText none = FigureText.plain(Figures.NONE, "");
    return new Reading(
        content,
        Optional.empty(),
        none,
        none,
        none,
        none,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        freshness,
        "",
        Optional.empty(),
        Optional.empty(),
        Can.NOTHING);
  }

  /**
   * What is shown of an environment.
   *
   * @param performance how fast it works; absent where its master was not asked yet
   * @param made what it has made on a cloud
   * @param here what the time is on this computer
   */
  Reading read(Seen seen, Optional<Performance> performance, List<Made> made, Instant here) {
    StatusDocument status = seen.status();
    Instant now = seen.now(here);
    boolean far = seen.place().isCloud();
    if (status.state() == EnvironmentState.ABSENT && seen.isFresh() && seen.change().isEmpty()) {
      return absent();
    }
    boolean serves = seen.isFresh() && seen.serves();
    return new Reading(
        Content.THERE,
        Optional.of(status(seen)),
        health(seen),
        waiting(status, seen.at()),
        realTime(status, performance),
        cost(seen, now),
        status.models().stream().map(model -> row(model, seen, performance)).toList(),
        status.problems().stream().map(problem -> note(problem, seen)).toList(),
        processes(status.processes()),
        seen.lost()
            .map(
                why ->
                    new Stale(
                        messages.text("overview.stale", Figures.time(seen.at(), zone)),
                        why.why().isEmpty() ? why.what() : why.what() + ": " + why.why())),
        freshness(seen, here),
        end(seen, now),
        seen.place().badge(messages),
        far ? Optional.of(cloud.read(seen, made, now)) : Optional.empty(),
        new Can(
            serves,
            seen.isFresh() && (far || serves) && status.expiresAt().isPresent(),
            seen.isFresh() && status.state() != EnvironmentState.STOPPING,
            seen.isFresh() && seen.change().isPresent()));
  }

  private Status status(Seen seen) {
    if (!seen.isFresh()) {
      return new Status(messages.text("overview.state.stale"), Mood.ATTENTION);
    }
    return switch (seen.status().state()) {
      case ABSENT -> new Status(messages.text("overview.state.absent"), Mood.NEUTRAL);
      case STARTING -> new Status(messages.text("overview.state.starting"), Mood.ATTENTION);
      case UP -> new Status(messages.text("overview.state.up"), Mood.GOOD);
      case DEGRADED -> new Status(messages.text("overview.state.degraded"), Mood.ATTENTION);
      case STOPPING -> new Status(messages.text("overview.state.stopping"), Mood.ATTENTION);
      case FAILED -> new Status(messages.text("overview.state.failed"), Mood.BAD);
    };
  }

  private FigureText health(Seen seen) {
    StatusDocument status = seen.status();
    EnvironmentSample sample = EnvironmentSample.of(status, seen.at());
    long masters =
        status.processes().stream().filter(process -> process.role().equals("master")).count();
    String caption =
        messages.text(
            "overview.health.caption",
            messages.text(
                "overview.workers." + (sample.wanted() == 1 ? "one" : "many"),
                sample.ready(),
                sample.wanted()),
            messages.count("overview.masters", masters));
    return switch (status.state()) {
      case ABSENT, FAILED ->
          new FigureText(messages.text("overview.health.failed"), caption, Mood.BAD);
      case STARTING ->
          new FigureText(messages.text("overview.health.starting"), caption, Mood.ATTENTION);
      case UP -> new FigureText(messages.text("overview.health.up"), caption, Mood.GOOD);
      case DEGRADED ->
          new FigureText(messages.text("overview.health.degraded"), caption, Mood.ATTENTION);
      case STOPPING ->
          new FigureText(messages.text("overview.health.stopping"), caption, Mood.ATTENTION);
    };
  }

  private FigureText waiting(StatusDocument status, Instant at) {
    EnvironmentSample sample = EnvironmentSample.of(status, at);
    String caption =
        sample.oldestSeconds().isPresent()
            ? messages.text(
                "overview.waiting.oldest",
                Figures.duration(seconds(sample.oldestSeconds().getAsDouble())),
                Figures.whole(sample.inFlight()))
            : messages.text("overview.waiting.caption", Figures.whole(sample.inFlight()));
    return FigureText.plain(Figures.whole(sample.waiting()), caption);
  }

  private FigureText realTime(StatusDocument status, Optional<Performance> performance) {
    OptionalDouble factor = performance.map(Performance::realTime).orElse(OptionalDouble.empty());
    return factor.isPresent()
        ? FigureText.plain(
            Figures.times(factor.getAsDouble()),
            status.models().isEmpty()
                ? messages.text("overview.realTime.last")
                : messages.count("overview.realTime", status.models().size()))
        : FigureText.plain(Figures.NONE, messages.text("overview.realTime.none"));
  }

  private FigureText cost(Seen seen, Instant now) {
    StatusDocument.Cost cost = seen.status().cost();
    boolean free = cost.perHour() == 0 && cost.soFar() == 0;
    return free
        ? FigureText.plain(messages.text("overview.cost.free"), end(seen, now))
        : FigureText.plain(
            Figures.money(cost.soFar(), cost.currency()),
            messages.text("overview.cost.caption", Figures.money(cost.perHour(), cost.currency())));
  }

  private String end(Seen seen, Instant now) {
    Optional<Instant> expiry = seen.status().expiresAt();
    if (expiry.isPresent()) {
      Duration left = Duration.between(now, expiry.get());
      return left.compareTo(Duration.ofSeconds(1)) < 0
          ? messages.text("overview.expires.now")
          : messages.text("overview.expires", Figures.duration(left.truncatedTo(unit(left))));
    }
    OptionalLong idle =
        seen.wanted().map(EnvironmentDocument::idleSeconds).orElse(OptionalLong.empty());
    return idle.isPresent()
        ? messages.text("overview.idle", Figures.duration(Duration.ofSeconds(idle.getAsLong())))
        : messages.text("overview.stays");
  }

  private static java.time.temporal.ChronoUnit unit(Duration left) {
    return left.toMinutes() >= 10
        ? java.time.temporal.ChronoUnit.MINUTES
        : java.time.temporal.ChronoUnit.SECONDS;
  }

  private ModelRow row(ServedModelStatus model, Seen seen, Optional<Performance> performance) {
    boolean alone = seen.status().models().size() == 1;
    return new ModelRow(
        model.id(),
        model.version(),
        model.language(),
        model.workers().ready(),
        model.workers().wanted(),
        model.workers().min(),
        model.workers().max(),
        model.queue().depth(),
        alone
            ? performance.map(Performance::realTime).orElse(OptionalDouble.empty())
            : OptionalDouble.empty(),
        state(model, seen));
  }

  private Status state(ServedModelStatus model, Seen seen) {
    int ready = model.workers().ready();
    int wanted = model.workers().wanted();
    if (!seen.isFresh()) {
      return new Status(messages.text("overview.model.unknown"), Mood.NEUTRAL);
    }
    if (seen.status().state() == EnvironmentState.FAILED) {
      return new Status(messages.text("overview.model.down"), Mood.BAD);
    }
    if (wanted == 0) {
      return new Status(messages.text("overview.model.resting"), Mood.NEUTRAL);
    }
    if (ready >= wanted) {
      return new Status(messages.text("overview.model.serving"), Mood.GOOD);
    }
    return ready == 0
        ? new Status(messages.text("overview.model.starting"), Mood.ATTENTION)
        : new Status(messages.text("overview.model.growing"), Mood.ATTENTION);
  }

  /** The code says what the app can do; the words are for the person alone. */
  private static ProblemNote note(ProblemStatus problem, Seen seen) {
    List<Action> actions = new ArrayList<>();
    if (seen.isFresh()) {
      if (problem.code().equals("not_running")) {
        actions.add(Action.START_AGAIN);
      }
      if (problem.code().equals("clock_changed") && seen.status().expiresAt().isPresent()) {
        actions.add(Action.EXTEND);
      }
    }
    if (!seen.place().isCloud() || seen.serves()) {
      actions.add(Action.SHOW_LOGS);
    }
    return new ProblemNote(
        problem.code(),
        withoutStop(problem.title()),
        problem.cause(),
        actions.contains(Action.START_AGAIN) ? List.of() : problem.fixes(),
        actions,
        seen.status().state() == EnvironmentState.FAILED ? Mood.BAD : Mood.ATTENTION);
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private List<String> processes(List<ProcessStatus> processes) {
    Map<String, List<Long>> byName = new LinkedHashMap<>();
    for (ProcessStatus process : processes) {
      byName
          .computeIfAbsent(
              process.model().map(model -> process.role() + " · " + model).orElse(process.role()),
              fresh -> new ArrayList<>())
          .add(process.pid());
    }
    return byName.entrySet().stream()
        .map(entry -> messages.text("overview.process", entry.getKey(), pids(entry.getValue())))
        .toList();
  }

  private String pids(List<Long> pids) {
    String some =
        pids.stream().limit(MOST_PIDS).map(String::valueOf).collect(Collectors.joining(", "));
    return pids.size() > MOST_PIDS
        ? messages.text("overview.process.more", some, pids.size() - MOST_PIDS)
        : some;
  }

  private String freshness(Seen seen, Instant now) {
    return seen.isFresh()
        ? messages.text("overview.live", Math.max(1, seen.age(now).toSeconds()))
        : messages.text("overview.stale", Figures.time(seen.at(), zone));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(Math.max(0, seconds) * 1000));
  }
}
