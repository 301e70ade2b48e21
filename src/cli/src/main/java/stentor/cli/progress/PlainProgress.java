package stentor.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import stentor.cli.terminal.Terminal;
import stentor.control.HumanDuration;
import stentor.control.event.ControlEvent;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;
import stentor.speech.problem.Problem;

/**
 * Shows events as plain lines, for files and programs: of a step's progress at most one a second
 * and one for every tenth of it.
 */
final class PlainProgress implements Progress {

  private static final int TENTH = 10;
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final Map<String, Told> told = new HashMap<>();

  /** What was last told of a step's progress. */
  private record Told(Instant at, int percent) {}

  PlainProgress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(ControlEvent event) {
    switch (event) {
      case ControlEvent.PlanReady ready -> tell(ready.plan());
      case ControlEvent.StepStarted started -> {
        told.put(started.step(), new Told(Instant.EPOCH, 0));
        terminal.note(started.title() + " ...");
      }
      case ControlEvent.StepProgressed progress -> tell(progress);
      // There are many; why one failed is told by its step.
      case ControlEvent.ResourceChanged _ -> {}
      case ControlEvent.StepFinished finished ->
          terminal.note(finished.title() + ": done in " + HumanDuration.said(finished.took()));
      case ControlEvent.StepFailed failed ->
          terminal.note(failed.title() + ": failed: " + whatAndWhy(failed.problem()));
      case ControlEvent.StepSkipped skipped -> {
        if (skipped.reason() == SkipReason.NOT_REACHED) {
          terminal.note(skipped.title() + ": not begun");
        }
      }
      case ControlEvent.Note note -> terminal.note(note.text());
      case ControlEvent.ProblemSeen seen -> terminal.problem(seen.problem());
      case ControlEvent.OperationEnded _ -> {}
    }
  }

  /** What happened and why, in one line. */
  static String whatAndWhy(Problem problem) {
    return problem.why().isEmpty() ? problem.what() : problem.what() + ": " + problem.why();
  }

  private void tell(PlanDocument plan) {
    long steps =
        plan.steps().stream().filter(step -> step.change() != PlanDocument.Change.NONE).count();
    if (steps > 1) {
      terminal.note(
          "%d steps, about %s"
              .formatted(steps, HumanDuration.said(Amount.ofSeconds(plan.criticalPathSeconds()))));
    }
  }

  private void tell(ControlEvent.StepProgressed progress) {
    Told last = Optional.ofNullable(told.get(progress.step())).orElse(new Told(Instant.EPOCH, 0));
    int percent = Amount.percent(progress.done(), progress.total());
    boolean late = Duration.between(last.at(), progress.at()).compareTo(EVERY) >= 0;
    if (late && percent >= last.percent() + TENTH) {
      told.put(progress.step(), new Told(progress.at(), percent));
      terminal.note(
          "%s: %d %% (%s)"
              .formatted(
                  progress.title(), percent, Amount.ofBytes(progress.done(), progress.total())));
    }
  }

  @Override
  public void close() {
    // Each line stands for itself.
  }
}
