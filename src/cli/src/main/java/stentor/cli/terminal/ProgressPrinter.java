package stentor.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import stentor.control.HumanDuration;
import stentor.control.event.ControlEvent;
import stentor.control.event.EventSink;

/**
 * Shows events as they come. On a terminal the step that runs has one line, which is rewritten;
 * elsewhere there are plain lines, of a step's progress at most one a second and one for every
 * tenth of it. Takes one event at a time, as every stream gives them.
 */
public final class ProgressPrinter implements EventSink, AutoCloseable {

  private static final int BAR = 24;
  private static final int TENTH = 10;
  private static final Duration PLAIN_EVERY = Duration.ofSeconds(1);
  private static final Duration REWRITTEN_EVERY = Duration.ofMillis(100);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private Instant shownAt = Instant.EPOCH;
  private int shownPercent;
  private boolean lineIsOpen;

  /** Shows them on this terminal. */
  public ProgressPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(ControlEvent event) {
    switch (event) {
      case ControlEvent.StepStarted started -> {
        shownAt = Instant.EPOCH;
        shownPercent = 0;
        open(started.title() + " ...");
      }
      case ControlEvent.StepProgressed progress -> show(progress);
      case ControlEvent.StepFinished finished ->
          line(finished.title() + ": done in " + HumanDuration.said(finished.took()));
      case ControlEvent.StepFailed failed -> {
        close();
        terminal.problem(failed.problem());
      }
      case ControlEvent.PlanReady _, ControlEvent.StepSkipped _, ControlEvent.OperationEnded _ -> {}
      case ControlEvent.Note note -> line(note.text());
      case ControlEvent.ProblemSeen seen -> {
        close();
        terminal.problem(seen.problem());
      }
    }
  }

  /** Ends a line that is being rewritten, before something else is written. */
  @Override
  public void close() {
    if (lineIsOpen) {
      terminal.err().print(CLEAR_LINE);
      terminal.err().flush();
      lineIsOpen = false;
    }
  }

  private void show(ControlEvent.StepProgressed progress) {
    int percent =
        progress.total() <= 0 ? 0 : (int) Math.min(100, 100 * progress.done() / progress.total());
    Duration since = Duration.between(shownAt, progress.at());
    if (terminal.errScreen().isPresent()) {
      if (since.compareTo(REWRITTEN_EVERY) >= 0 || percent == 100) {
        shownAt = progress.at();
        int filled = BAR * percent / 100;
        open(
            "%s  %s%s  %3d %%  %s"
                .formatted(
                    progress.title(),
                    "#".repeat(filled),
                    ".".repeat(BAR - filled),
                    percent,
                    amount(progress)));
      }
    } else if (since.compareTo(PLAIN_EVERY) >= 0 && percent >= shownPercent + TENTH) {
      shownAt = progress.at();
      shownPercent = percent;
      line("%s: %d %% (%s)".formatted(progress.title(), percent, amount(progress)));
    }
  }

  private static String amount(ControlEvent.StepProgressed progress) {
    return String.format(
        Locale.ROOT, "%.1f of %.1f MB", progress.done() / 1e6, progress.total() / 1e6);
  }

  private void open(String text) {
    if (terminal.errScreen().isPresent()) {
      terminal.err().print(CLEAR_LINE + text);
      terminal.err().flush();
      lineIsOpen = true;
    } else {
      terminal.note(text);
    }
  }

  private void line(String text) {
    close();
    terminal.note(text);
  }
}
