package stentor.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.ScreenDouble;
import stentor.cli.terminal.ScreenText;
import stentor.cli.terminal.Terminal;
import stentor.control.event.ControlEvent;
import stentor.control.problem.PlanProblem;
import stentor.protocol.environment.JournalEntry.OperationEnding;
import stentor.protocol.environment.JournalEntry.SkipReason;
import stentor.protocol.environment.PlanDocument;

/** Recorded events, an injected clock, and what stands on the screen then. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveProgressTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final PlanDocument PLAN =
      Operations.plan(
          Operations.step("folder", "Make the environment's folder and token", 0.1),
          Operations.step("model", "Fetch the model first 1.0", 8),
          Operations.step("serve", "Start supervisor, master and workers", 2.5));

  private Instant now = START;
  private Screen.Size size = new Screen.Size(80, 24);
  private final AtomicInteger looks = new AtomicInteger();
  private ScreenDouble screen = new ScreenDouble(80, 24);
  private LiveProgress progress = progress(screen, false);
  private long sequence;

  private LiveProgress progress(Writer writer, boolean colour) {
    Screen seen =
        new Screen(
            () -> {
              looks.incrementAndGet();
              return size;
            },
            colour);
    Terminal terminal =
        new Terminal(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(writer),
            new BufferedReader(new StringReader("")),
            Optional.of(seen),
            Optional.of(seen),
            true);
    return new LiveProgress(terminal, seen, new SetClock());
  }

  /** Shows what the test says the time is. */
  private final class SetClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private void at(long milliseconds) {
    now = START.plusMillis(milliseconds);
  }

  private void planned(PlanDocument plan) {
    progress.accept(new ControlEvent.PlanReady(++sequence, now, "up", plan));
  }

  private void started(String step, String title) {
    progress.accept(new ControlEvent.StepStarted(++sequence, now, step, title));
  }

  private void moved(String step, String title, long done, long total) {
    progress.accept(new ControlEvent.StepProgressed(++sequence, now, step, title, done, total));
  }

  private void finished(String step, String title, long milliseconds) {
    progress.accept(
        new ControlEvent.StepFinished(
            ++sequence, now, step, title, Duration.ofMillis(milliseconds)));
  }

  private void failed(String step, String title) {
    progress.accept(
        new ControlEvent.StepFailed(
            ++sequence,
            now,
            step,
            title,
            Operations.problem(
                "The environment default could not be started",
                "another program listens on its port 20001 of this computer",
                "End the program that listens on port 20001, then try again.")));
  }

  private void folderAndModel() {
    planned(PLAN);
    started("folder", "Make the environment's folder and token");
    at(100);
    finished("folder", "Make the environment's folder and token", 100);
    started("model", "Fetch the model first 1.0");
    at(2_100);
    moved("model", "Fetch the model first 1.0", 10_000_000, 40_000_000);
  }

  @Test
  void every_step_has_a_line_with_its_time_against_what_was_expected() {
    folderAndModel();

    assertThat(screen.lines())
        .containsExactly(
            "Bring default up: 1 of 3 steps, 2.1 s of about 10 s",
            "  ✓ Make the environment's folder and token  0.1 s",
            "  ⢀ Fetch the model first 1.0                25 % of 40.0 MB, 2.0 s",
            "  · Start supervisor, master and workers     about 2.5 s");
  }

  @Test
  void time_passes_while_a_step_goes_on() {
    planned(PLAN);
    started("model", "Fetch the model first 1.0");

    at(300);
    progress.tick();
    assertThat(screen.lines().get(2)).contains("⠠ Fetch the model", "0.3 s of about 8.0 s");
    at(400);
    progress.tick();
    assertThat(screen.lines().get(2)).contains("⢀ Fetch the model", "0.4 s of about 8.0 s");
    assertThat(screen.lines()).hasSize(4);
  }

  @Test
  void it_is_drawn_at_most_ten_times_a_second() {
    planned(PLAN);
    started("model", "Fetch the model first 1.0");
    int before = frames();

    for (int milliseconds = 1; milliseconds <= 1_000; milliseconds++) {
      at(milliseconds);
      moved("model", "Fetch the model first 1.0", milliseconds, 1_000);
      progress.tick();
    }

    assertThat(frames() - before).isBetween(9, 10);
    assertThat(looks.get()).isLessThanOrEqualTo(2);
  }

  private int frames() {
    return screen.written.toString().split("\u001b\\[\\?7l", -1).length - 1;
  }

  @Test
  void nothing_is_drawn_while_nothing_goes_on() {
    planned(PLAN);
    int before = screen.written.length();

    at(5_000);
    progress.tick();

    assertThat(screen.written.length()).isEqualTo(before);
  }

  @Test
  void a_failure_stands_in_its_place_with_cause_and_fix() {
    folderAndModel();
    at(9_100);
    finished("model", "Fetch the model first 1.0", 9_000);
    started("serve", "Start supervisor, master and workers");
    at(10_000);
    failed("serve", "Start supervisor, master and workers");
    progress.accept(new ControlEvent.OperationEnded(++sequence, now, "up", OperationEnding.FAILED));
    progress.close();

    assertThat(screen.lines())
        .containsExactly(
            "Bring default up: 2 of 3 steps, 10 s of about 10 s",
            "  ✓ Make the environment's folder and token  0.1 s",
            "  ✓ Fetch the model first 1.0                9.0 s",
            "  ✗ Start supervisor, master and workers     failed after 0.9 s",
            "      The environment default could not be started: another program listens on",
            "      its port 20001 of this computer",
            "      End the program that listens on port 20001, then try again.");
  }

  @Test
  void what_was_interrupted_is_told_as_such_and_what_was_not_begun_is_not_done() {
    folderAndModel();
    progress.accept(
        new ControlEvent.StepFailed(
            ++sequence,
            now,
            "model",
            "Fetch the model first 1.0",
            new PlanProblem.Interrupted("Fetch the model first 1.0")));
    progress.accept(
        new ControlEvent.StepSkipped(
            ++sequence,
            now,
            "serve",
            "Start supervisor, master and workers",
            SkipReason.NOT_REACHED));
    progress.close();

    assertThat(screen.lines())
        .containsExactly(
            "Bring default up: 1 of 3 steps, 2.1 s of about 10 s",
            "  ✓ Make the environment's folder and token  0.1 s",
            "  ✗ Fetch the model first 1.0                interrupted after 2.0 s",
            "  – Start supervisor, master and workers     not begun");
  }

  @Test
  void notes_and_problems_stay_above_it() {
    folderAndModel();
    progress.accept(new ControlEvent.Note(++sequence, now, "The connection failed; trying again"));
    progress.accept(
        new ControlEvent.ProblemSeen(
            ++sequence, now, Operations.problem("It is damaged", "no reason", "Mend it.")));

    assertThat(screen.lines())
        .startsWith(
            "The connection failed; trying again",
            "stentor: It is damaged: no reason",
            "  Mend it.",
            "Bring default up: 1 of 3 steps, 2.1 s of about 10 s")
        .hasSize(7);
  }

  @Test
  void titles_are_shortened_where_the_screen_is_narrow() {
    size = new Screen.Size(48, 24);
    folderAndModel();

    assertThat(screen.lines())
        .containsExactly(
            "Bring default up: 1 of 3 steps, 2.1 s of about…",
            "  ✓ Make the environmen…  0.1 s",
            "  ⢀ Fetch the model fir…  25 % of 40.0 MB, 2.0 s",
            "  · Start supervisor, m…  about 2.5 s");
  }

  @Test
  void a_screen_that_changes_its_size_is_followed() {
    folderAndModel();
    size = new Screen.Size(40, 24);
    at(3_200);
    progress.tick();

    assertThat(screen.lines()).hasSize(4).allMatch(line -> ScreenText.width(line) <= 40);

    size = new Screen.Size(80, 24);
    at(4_300);
    progress.tick();
    assertThat(screen.lines().get(2)).contains("Fetch the model first 1.0");
  }

  @Test
  void what_does_not_fit_on_a_low_screen_is_counted() {
    size = new Screen.Size(80, 6);
    screen = new ScreenDouble(80, 6);
    progress = progress(screen, false);
    planned(
        Operations.plan(
            IntStream.rangeClosed(1, 12)
                .mapToObj(number -> Operations.step("s" + number, "Step " + number, 1))
                .toArray(PlanDocument.PlannedStep[]::new)));
    for (int number = 1; number <= 7; number++) {
      started("s" + number, "Step " + number);
      at(100L * number);
      finished("s" + number, "Step " + number, 100);
    }
    at(800);
    started("s8", "Step 8");

    assertThat(screen.lines())
        .containsExactly(
            "Bring default up: 7 of 12 steps, 0.8 s of about 12 s",
            "  ✓ 7 steps done",
            "  ⠁ Step 8   0.0 s of about 1.0 s",
            "  · Step 9   about 1.0 s",
            "  … 3 more lines");

    progress.close();
    assertThat(screen.lines())
        .hasSize(13)
        .contains("  ✓ Step 1   0.1 s", "  · Step 12  about 1.0 s");
  }

  @Test
  void an_operation_that_ended_stays_and_the_next_one_is_below_it() {
    planned(Operations.plan(Operations.step("stop", "Stop it", 1)));
    started("stop", "Stop it");
    finished("stop", "Stop it", 500);
    progress.accept(
        new ControlEvent.OperationEnded(++sequence, now, "down", OperationEnding.COMPLETED));
    started("again", "Start it again");
    progress.close();

    assertThat(screen.lines())
        .containsExactly(
            "Bring default up: 1 of 1 step, 0.0 s of about 1.0 s",
            "  ✓ Stop it  0.5 s",
            "  ⠁ Start it again  0.0 s");
  }

  @Test
  void a_plan_whose_steps_are_all_done_already_shows_nothing() {
    PlanDocument.PlannedStep done =
        new PlanDocument.PlannedStep(
            "a", "Make it", "folder", List.of(), 1, 0, PlanDocument.Change.NONE);
    planned(Operations.plan(done));
    progress.accept(new ControlEvent.StepSkipped(++sequence, now, "a", "Make it", SkipReason.DONE));
    progress.close();

    assertThat(screen.lines()).isEmpty();
  }

  @Test
  void after_it_was_closed_nothing_is_drawn() {
    folderAndModel();
    progress.close();
    int before = screen.written.length();

    finished("model", "Fetch the model first 1.0", 1);
    at(60_000);
    progress.tick();
    progress.close();

    assertThat(screen.written.length()).isEqualTo(before);
    assertThat(screen.written).endsWith("\u001b[?7h");
  }

  @Test
  void colours_are_used_where_they_are_wanted_only() {
    folderAndModel();
    assertThat(screen.written).doesNotContainPattern("\u001b\\[\\d*m");

    progress = progress(screen, true);
    folderAndModel();
    assertThat(screen.written).contains("\u001b[32m✓\u001b[0m");
  }
}
