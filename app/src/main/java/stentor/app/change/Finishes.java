package stentor.app.change;

import java.time.Instant;
import java.util.Optional;
import stentor.app.environment.Seen;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.control.event.Timeline;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument;

/**
 * Says what came of changes of one environment.
 *
 * @param name of the environment
 */
record Finishes(EnvironmentName name, Messages messages) {

  /** What came of it until now; absent while it goes on, and where it failed. */
  Optional<Finish> of(OngoingRun current, Optional<Seen> seen, Instant now) {
    String took = Figures.duration(current.took(now));
    return switch (current.phase()) {
      case Phase.Running _, Phase.Failed _ -> Optional.empty();
      case Phase.CameUp(StatusDocument status) ->
          Optional.of(
              new Finish(
                  messages.text("change.finish.up", name),
                  upText(current, seen, took, status.models().size()),
                  true));
      case Phase.TornDown _ -> Optional.of(tornDown(took));
      case Phase.Watched(boolean wanted) ->
          wanted ? watchedUp(current, seen, took) : Optional.of(tornDown(took));
      case Phase.Cancelled(Optional<Boolean> stays) -> Optional.of(cancelled(stays));
    };
  }

  private String upText(OngoingRun current, Optional<Seen> seen, String took, int models) {
    String ready =
        current.place().isCloud() && !seen.map(Seen::serves).orElse(false)
            ? messages.text("change.finish.stacks")
            : messages.count("change.finish.models", models);
    return current.operations().isEmpty()
        ? messages.text("change.finish.same", ready)
        : messages.text("change.finish.up.text", took, ready);
  }

  private Finish tornDown(String took) {
    return new Finish(
        messages.text("change.finish.down", name),
        messages.text("change.finish.down.text", took),
        true);
  }

  private Optional<Finish> watchedUp(OngoingRun current, Optional<Seen> seen, String took) {
    int models = seen.map(one -> one.status().models().size()).orElse(0);
    return current.operations().stream().anyMatch(Finishes::isUp)
        ? Optional.of(
            new Finish(
                messages.text("change.finish.up", name), upText(current, seen, took, models), true))
        : Optional.empty();
  }

  private Finish cancelled(Optional<Boolean> stays) {
    if (stays.isEmpty()) {
      return new Finish(
          messages.text("change.finish.cancelled.unknown"),
          messages.text("change.finish.cancelled.unknown.text", name),
          false);
    }
    return stays.get()
        ? new Finish(
            messages.text("change.finish.cancelled.stays", name),
            messages.text("change.finish.cancelled.stays.text"),
            false)
        : new Finish(
            messages.text("change.finish.cancelled", name),
            messages.text("change.finish.cancelled.text"),
            true);
  }

  private static boolean isUp(Timeline operation) {
    return operation.heading().map(heading -> heading.operation().equals("up")).orElse(false);
  }
}
