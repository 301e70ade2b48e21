package stentor.cli.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.ScreenText;
import stentor.control.HumanDuration;
import stentor.control.event.Timeline;
import stentor.control.event.Timeline.Heading;
import stentor.control.event.Timeline.Row;
import stentor.control.event.Timeline.State;
import stentor.control.problem.PlanProblem;
import stentor.speech.problem.Problem;

/**
 * A timeline as lines of a screen: a sign, a title and a time for each step, and below a step that
 * failed why, and what mends it. Signs tell what colours tell.
 */
final class TimelineText {

  private static final String INDENT = "  ";
  private static final String GAP = "  ";
  private static final int SIGN_AND_GAPS = 6;
  private static final int LEAST_TITLE = 10;
  private static final int USUAL_TIME = 20;
  private static final String BELOW = "      ";

  /** The eight positions of one dot that goes round in a Braille cell: a turn takes 0.8 s. */
  private static final String[] TURNING = {"⠁", "⠈", "⠐", "⠠", "⢀", "⡀", "⠄", "⠂"};

  private static final long POSITION_MILLISECONDS = 100;

  private final boolean colour;

  TimelineText(boolean colour) {
    this.colour = colour;
  }

  /** All lines, however many. */
  List<String> whole(Timeline timeline, Instant now, int columns) {
    List<Row> rows = timeline.rows();
    List<String> lines = new ArrayList<>();
    timeline.heading().ifPresent(heading -> lines.add(headline(heading, rows, now, columns)));
    rows.forEach(row -> lines.addAll(linesOf(row, titleWidth(rows, now, columns), now, columns)));
    return lines;
  }

  /**
   * The lines that fit on the screen: where there are too many, steps that have ended well are told
   * in one line, and so are the last ones that wait.
   */
  List<String> fitting(Timeline timeline, Instant now, Screen.Size size) {
    List<String> all = whole(timeline, now, size.columns());
    int most = Math.max(2, size.rows() - 1);
    if (all.size() <= most) {
      return all;
    }
    List<Row> open = timeline.rows().stream().filter(row -> !row.state().isWell()).toList();
    int width = titleWidth(open, now, size.columns());
    List<String> lines = new ArrayList<>();
    timeline
        .heading()
        .ifPresent(heading -> lines.add(headline(heading, timeline.rows(), now, size.columns())));
    lines.add(line("✓", Colour.GOOD, steps(timeline.rows().size() - open.size()) + " done"));
    List<String> left =
        open.stream().flatMap(row -> linesOf(row, width, now, size.columns()).stream()).toList();
    if (lines.size() + left.size() <= most) {
      lines.addAll(left);
      return lines;
    }
    int shown = Math.max(0, most - lines.size() - 1);
    lines.addAll(left.subList(0, shown));
    lines.add(INDENT + "… %d more lines".formatted(left.size() - shown));
    return lines.subList(0, Math.min(most, lines.size()));
  }

  private static String steps(long count) {
    return count == 1 ? "1 step" : count + " steps";
  }

  private static String headline(Heading heading, List<Row> rows, Instant now, int columns) {
    String name = heading.plan().environment().value();
    String what =
        switch (heading.operation()) {
          case "up" -> "Bring " + name + " up";
          case "down" -> "Take " + name + " down";
          default -> heading.operation() + " " + name;
        };
    return ScreenText.cut(
        "%s: %d of %s, %s of about %s"
            .formatted(
                what,
                rows.stream().filter(row -> row.state().isWell()).count(),
                steps(rows.size()),
                HumanDuration.said(elapsed(heading.begunAt(), now)),
                HumanDuration.said(Amount.ofSeconds(heading.plan().criticalPathSeconds()))),
        columns);
  }

  private static Duration elapsed(Instant since, Instant now) {
    return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
  }

  private static int titleWidth(List<Row> rows, Instant now, int columns) {
    int longest = rows.stream().mapToInt(row -> ScreenText.width(row.title())).max().orElse(0);
    int times = rows.stream().mapToInt(row -> ScreenText.width(time(row, now))).max().orElse(0);
    int room = columns - SIGN_AND_GAPS - Math.max(USUAL_TIME, times);
    return Math.min(longest, Math.max(LEAST_TITLE, room));
  }

  private List<String> linesOf(Row row, int titleWidth, Instant now, int columns) {
    String title =
        ScreenText.padded(ScreenText.cut(ScreenText.line(row.title()), titleWidth), titleWidth);
    String rest = ScreenText.cut((title + GAP + time(row, now)).stripTrailing(), columns - 4);
    List<String> lines = new ArrayList<>();
    lines.add(
        switch (row.state()) {
          case State.Waiting _ -> line("·", Colour.MUTED, rest);
          case State.Running running -> line(turning(running.since(), now), Colour.ACCENT, rest);
          case State.Finished _ -> line("✓", Colour.GOOD, rest);
          case State.Failed _ -> line("✗", Colour.BAD, rest);
          case State.Skipped _ -> line("–", Colour.MUTED, rest);
        });
    if (row.state() instanceof State.Failed(Instant _, Duration _, Problem problem)
        && !isInterruption(problem)) {
      int room = Math.max(LEAST_TITLE, columns - BELOW.length());
      ScreenText.wrapped(PlainProgress.whatAndWhy(problem), room)
          .forEach(line -> lines.add(BELOW + line));
      for (String fix : problem.fixes()) {
        ScreenText.wrapped(fix, room).forEach(line -> lines.add(BELOW + line));
      }
    }
    return lines;
  }

  private String line(String sign, Colour of, String rest) {
    return INDENT + (colour ? of.paint(sign) : sign) + " " + rest;
  }

  private static String turning(Instant since, Instant now) {
    long position = elapsed(since, now).toMillis() / POSITION_MILLISECONDS;
    return TURNING[(int) (position % TURNING.length)];
  }

  /** Whoever interrupted it knows why. */
  private static boolean isInterruption(Problem problem) {
    return problem instanceof PlanProblem.Interrupted;
  }

  private static String time(Row row, Instant now) {
    Optional<String> about =
        row.expected().filter(Duration::isPositive).map(HumanDuration::said).map("about "::concat);
    return switch (row.state()) {
      case State.Waiting _ -> about.orElse("");
      case State.Running running -> {
        String elapsed = HumanDuration.said(elapsed(running.since(), now));
        yield running.total() > 0
            ? String.format(
                Locale.ROOT,
                "%d %% of %.1f MB, %s",
                Amount.percent(running.done(), running.total()),
                running.total() / 1e6,
                elapsed)
            : about.map(expected -> elapsed + " of " + expected).orElse(elapsed);
      }
      case State.Finished(Instant _, Duration took) -> HumanDuration.said(took);
      case State.Failed(Instant _, Duration took, Problem problem) ->
          (isInterruption(problem) ? "interrupted after " : "failed after ")
              + HumanDuration.said(took);
      case State.Skipped skipped ->
          switch (skipped.reason()) {
            case DONE -> "done already";
            case NOT_REACHED -> "not begun";
          };
    };
  }

  /** Colours of every terminal (ECMA-48, SGR), which its owner may have made readable. */
  private enum Colour {
    GOOD("32"),
    BAD("31"),
    ACCENT("36"),
    MUTED("2");

    private final String parameter;

    Colour(String parameter) {
      this.parameter = parameter;
    }

    private String paint(String text) {
      return "\u001b[" + parameter + "m" + text + "\u001b[0m";
    }
  }
}
