package stentor.cli.terminal;

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
import stentor.control.event.ControlEvent;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProgressPrinterTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private ProgressPrinter printer(boolean isTerminal) {
    return new ProgressPrinter(
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader("")),
            Optional.empty(),
            isTerminal
                ? Optional.of(new Screen(() -> Screen.Size.UNTOLD, false))
                : Optional.empty(),
            false));
  }

  /** A hundred steps of a megabyte, ten a second. */
  private static void fetch(ProgressPrinter printer) {
    printer.accept(new ControlEvent.StepStarted(1, START, "fetch", "Fetch it"));
    for (int percent = 1; percent <= 100; percent++) {
      printer.accept(
          new ControlEvent.StepProgressed(
              percent + 1,
              START.plusMillis(100L * percent),
              "fetch",
              "Fetch it",
              percent * 1_000_000L,
              100_000_000L));
    }
    printer.accept(
        new ControlEvent.StepFinished(
            102, START.plusSeconds(10), "fetch", "Fetch it", Duration.ofSeconds(10)));
  }

  @Test
  void elsewhere_than_on_a_terminal_a_tenth_is_a_line_at_most_once_a_second() {
    fetch(printer(false));

    List<String> lines = err.toString().lines().toList();
    assertThat(lines).hasSizeBetween(8, 12);
    assertThat(lines.getFirst()).isEqualTo("Fetch it ...");
    assertThat(lines.get(1)).isEqualTo("Fetch it: 10 % (10.0 of 100.0 MB)");
    assertThat(lines.getLast()).isEqualTo("Fetch it: done in 10 s");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void on_a_terminal_one_line_is_rewritten() {
    fetch(printer(true));

    assertThat(err.toString().lines().filter(line -> line.endsWith("done in 10 s"))).hasSize(1);
    assertThat(err.toString())
        .contains("\r", "100 %")
        .endsWith("done in 10 s" + System.lineSeparator());
    assertThat(err.toString().split("\n")).hasSize(1);
  }

  @Test
  void a_line_that_is_being_rewritten_is_cleared_when_it_is_closed() {
    ProgressPrinter printer = printer(true);
    printer.accept(new ControlEvent.StepStarted(1, START, "start", "Start it"));

    printer.close();

    assertThat(err.toString()).endsWith("\r\u001b[K");
  }
}
