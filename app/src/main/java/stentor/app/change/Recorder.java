package stentor.app.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stentor.app.async.TaskReport;
import stentor.app.navigation.ScreenView.Mood;
import stentor.app.text.Figures;
import stentor.app.text.Messages;
import stentor.control.event.ControlEvent;
import stentor.control.event.Timeline;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.speech.problem.Problem;

/**
 * Makes of the events of a change what a screen shows of it. Events come on one thread, the screen
 * asks on another: safe for all threads.
 */
final class Recorder {

  /** What was recorded since somebody asked last, with all timelines as they are. */
  record News(
      List<Timeline> operations,
      List<LogLine> lines,
      List<Problem> problems,
      Map<String, List<ResourceLine>> resources) {
    News {
      resources = Map.copyOf(resources);
      operations = List.copyOf(operations);
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
    }
  }

  /** The operation that takes back what a failed one did. */
  static final String UNDO = "undo";

  private static final int MOST_RESOURCES = 1_000;

  private final Messages messages;
  private final List<Timeline> operations = new ArrayList<>();

  /** By {@link GanttRows#id row}, then by what they are called. */
  private final Map<String, Map<String, ResourceLine>> resources = new HashMap<>();

  private final List<LogLine> lines = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** One that has heard nothing yet. */
  Recorder(Messages messages) {
    this.messages = messages;
  }

  /**
   * Takes an event.
   *
   * @param report gets progress in steps, and what is said
   */
  synchronized void accept(ControlEvent event, TaskReport report) {
    if (event instanceof ControlEvent.PlanReady || operations.isEmpty()) {
      operations.add(new Timeline());
    }
    operations.getLast().accept(event);
    int before = lines.size();
    record(event);
    lines.stream()
        .skip(before)
        .map(line -> line.step().isEmpty() ? line.text() : line.step() + ": " + line.text())
        .forEach(report::note);
    Timeline last = operations.getLast();
    long done = last.rows().stream().filter(row -> row.state().isWell()).count();
    report.progress((double) done, last.rows().size());
  }

  private void record(ControlEvent event) {
    switch (event) {
      case ControlEvent.PlanReady ready -> {
        if (ready.operation().equals(UNDO)) {
          say(event, "", messages.text("change.log.undo"), Mood.ATTENTION);
        }
      }
      case ControlEvent.StepStarted _,
          ControlEvent.StepProgressed _,
          ControlEvent.OperationEnded _ -> {}
      case ControlEvent.ResourceChanged changed -> keep(changed);
      case ControlEvent.StepFinished finished ->
          say(
              event,
              finished.title(),
              messages.text("change.log.finished", Figures.duration(finished.took())),
              Mood.GOOD);
      case ControlEvent.StepFailed failed ->
          say(event, failed.title(), whatAndWhy(failed.problem()), Mood.BAD);
      case ControlEvent.StepSkipped skipped -> {
        if (skipped.reason() == SkipReason.NOT_REACHED) {
          say(event, skipped.title(), messages.text("change.log.unreached"), Mood.NEUTRAL);
        }
      }
      case ControlEvent.Note note -> say(event, "", note.text(), Mood.NEUTRAL);
      case ControlEvent.ProblemSeen seen -> {
        problems.add(seen.problem());
        say(event, "", whatAndWhy(seen.problem()), Mood.ATTENTION);
      }
    }
  }

  /** Far too many for the log: they are shown on demand, beside their step. */
  private void keep(ControlEvent.ResourceChanged changed) {
    Map<String, ResourceLine> ofStep =
        resources.computeIfAbsent(
            GanttRows.id(operations.size() - 1, changed.step()), fresh -> new LinkedHashMap<>());
    if (ofStep.size() < MOST_RESOURCES || ofStep.containsKey(changed.resource())) {
      ofStep.put(
          changed.resource(),
          new ResourceLine(
              changed.resource(), changed.type(), changed.state(), changed.reason(), changed.at()));
    }
  }

  private static String whatAndWhy(Problem problem) {
    return problem.why().isEmpty() ? problem.what() : problem.what() + ": " + problem.why();
  }

  private void say(ControlEvent event, String step, String text, Mood mood) {
    lines.add(new LogLine(event.at(), step, text, mood));
  }

  /** What is new. */
  synchronized News take() {
    Map<String, List<ResourceLine>> known = new HashMap<>();
    resources.forEach((row, ofStep) -> known.put(row, List.copyOf(ofStep.values())));
    News news = new News(operations.stream().map(Timeline::copy).toList(), lines, problems, known);
    lines.clear();
    problems.clear();
    return news;
  }
}
