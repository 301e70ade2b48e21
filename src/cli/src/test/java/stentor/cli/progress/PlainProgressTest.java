package stentor.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.cli.terminal.Terminal;
import stentor.control.event.ControlEvent;
import stentor.protocol.environment.JournalEntry.SkipReason;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlainProgressTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private final PlainProgress progress =
      new PlainProgress(
          new Terminal(
              new PrintWriter(out),
              new PrintWriter(err),
              new BufferedReader(new StringReader("")),
              Optional.empty(),
              Optional.empty(),
              false));

  /** A hundred steps of a megabyte, ten a second. */
  private void fetch() {
    progress.accept(new ControlEvent.StepStarted(1, START, "fetch", "Fetch it"));
    for (int percent = 1; percent <= 100; percent++) {
      progress.accept(
          new ControlEvent.StepProgressed(
              percent + 1,
              START.plusMillis(100L * percent),
              "fetch",
              "Fetch it",
              percent * 1_000_000L,
              100_000_000L));
    }
    progress.accept(
        new ControlEvent.StepFinished(
            102, START.plusSeconds(10), "fetch", "Fetch it", Duration.ofSeconds(10)));
  }

  @Test
  void elsewhere_than_on_a_terminal_a_tenth_is_a_line_at_most_once_a_second() {
    fetch();

    List<String> lines = err.toString().lines().toList();
    assertThat(lines).hasSizeBetween(8, 12);
    assertThat(lines.getFirst()).isEqualTo("Fetch it ...");
    assertThat(lines.get(1)).isEqualTo("Fetch it: 10 % (10.0 of 100.0 MB)");
    assertThat(lines.getLast()).isEqualTo("Fetch it: done in 10 s");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void what_failed_and_what_was_not_begun_is_told() {
    progress.accept(new ControlEvent.StepStarted(1, START, "start", "Start it"));
    progress.accept(
        new ControlEvent.StepFailed(
            2, START, "start", "Start it", Operations.problem("It ended", "no memory")));
    progress.accept(
        new ControlEvent.StepSkipped(3, START, "serve", "Serve", SkipReason.NOT_REACHED));
    progress.accept(new ControlEvent.StepSkipped(4, START, "make", "Make", SkipReason.DONE));

    assertThat(err.toString().lines())
        .containsExactly(
            "Start it ...", "Start it: failed: It ended: no memory", "Serve: not begun");
  }

  @Test
  void a_plan_of_several_steps_says_how_long_it_takes() {
    progress.accept(
        new ControlEvent.PlanReady(
            1,
            START,
            "up",
            Operations.plan(
                Operations.step("a", "Make it", 1.5), Operations.step("b", "Start it", 2))));
    progress.accept(new ControlEvent.PlanReady(2, START, "up", Operations.plan()));

    assertThat(err.toString().lines()).containsExactly("2 steps, about 3.5 s");
  }
}
