package stentor.app.change;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stentor.app.environment.Place;
import stentor.app.environment.Seen;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.control.event.Schedule;
import stentor.control.event.Timeline;
import stentor.protocol.environment.EnvironmentDocument;
import stentor.protocol.environment.StatusDocument;

/** The numbers at the top of a change: time, steps, cost and end. */
record ChangeFigures(Messages messages) {

  /** The numbers about a change as it is now. */
  List<FigureText> of(
      OngoingRun current, Optional<Seen> seen, List<Schedule> schedules, Instant now) {
    List<Timeline> operations = current.operations();
    List<FigureText> figures = new ArrayList<>();
    if (current.phase().isRunning() || !operations.isEmpty()) {
      figures.add(time(current, schedules, now));
      figures.add(steps(current, operations));
    }
    if (isComing(current)) {
      figures.add(cost(current, seen));
      figures.add(expiry(current, seen, now));
    }
    return figures;
  }

  /** Whether there is or will be something that costs and ends. */
  private static boolean isComing(OngoingRun current) {
    return switch (current.phase()) {
      case Phase.Running _ -> !(current.wish() instanceof Wish.Down);
      case Phase.CameUp _ -> true;
      case Phase.Watched(boolean wanted) -> wanted;
      case Phase.Cancelled(Optional<Boolean> stays) -> stays.orElse(false);
      case Phase.TornDown _, Phase.Failed _ -> false;
    };
  }

  private FigureText time(OngoingRun current, List<Schedule> schedules, Instant now) {
    if (current.phase().isRunning()) {
      Duration left = schedules.isEmpty() ? Duration.ZERO : schedules.getLast().left();
      return new FigureText(
          left.isPositive() ? Figures.duration(left) : messages.text("change.left.soon"),
          messages.text("change.left"));
    }
    boolean well =
        switch (current.phase()) {
          case Phase.Running _, Phase.CameUp _, Phase.TornDown _, Phase.Watched _ -> true;
          case Phase.Failed _, Phase.Cancelled _ -> false;
        };
    return new FigureText(
        Figures.duration(current.took(now)),
        messages.text(well ? "change.took" : "change.until.failed"));
  }

  private FigureText steps(OngoingRun current, List<Timeline> operations) {
    List<Timeline.Row> rows =
        operations.stream().flatMap(operation -> operation.rows().stream()).toList();
    long done = rows.stream().filter(row -> row.state().isWell()).count();
    long running =
        rows.stream().filter(row -> row.state() instanceof Timeline.State.Running).count();
    return new FigureText(
        messages.text("change.steps", Figures.whole(done), Figures.whole(rows.size())),
        current.phase().isRunning()
            ? messages.text("change.steps.running", Figures.whole(running))
            : messages.text("change.steps.done"));
  }

  private FigureText cost(OngoingRun current, Optional<Seen> seen) {
    StatusDocument.Cost cost =
        seen.map(Seen::status).map(StatusDocument::cost).orElse(StatusDocument.Cost.FREE);
    if (current.place() == Place.REHEARSAL) {
      return new FigureText(
          messages.text("change.free"),
          messages.text("change.cost.simulated", Figures.money(cost.perHour(), cost.currency())));
    }
    if (cost.perHour() == 0 && cost.soFar() == 0 && !current.place().isCloud()) {
      return new FigureText(messages.text("change.free"), messages.text("change.free.caption"));
    }
    return new FigureText(
        Figures.money(cost.soFar(), cost.currency()),
        messages.text("change.cost", Figures.money(cost.perHour(), cost.currency())));
  }

  private FigureText expiry(OngoingRun current, Optional<Seen> seen, Instant now) {
    Optional<EnvironmentDocument> wanted = seen.flatMap(Seen::wanted);
    Optional<Duration> asked =
        current.wish() instanceof Wish.Up(var request, _) ? request.expire() : Optional.empty();
    Optional<Duration> left =
        wanted
            .flatMap(EnvironmentDocument::expiresAt)
            .map(end -> Duration.between(now, end))
            .filter(Duration::isPositive)
            .or(() -> asked);
    if (left.isPresent()) {
      return new FigureText(
          Figures.duration(left.get().truncatedTo(ChronoUnit.SECONDS)),
          messages.text("change.expiry"));
    }
    Optional<Duration> idle =
        current.wish() instanceof Wish.Up(var request, _) ? request.idle() : Optional.empty();
    OptionalLong kept = wanted.map(EnvironmentDocument::idleSeconds).orElseGet(OptionalLong::empty);
    Optional<Duration> quiet =
        kept.isPresent() ? Optional.of(Duration.ofSeconds(kept.getAsLong())) : idle;
    return quiet
        .map(time -> new FigureText(Figures.duration(time), messages.text("change.expiry.idle")))
        .orElseGet(
            () ->
                new FigureText(
                    messages.text("change.expiry.never"),
                    messages.text("change.expiry.never.caption")));
  }
}
