package stentor.cli.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.cli.terminal.Screen;
import stentor.cli.terminal.Terminal;
import stentor.control.master.JobEvent;
import stentor.control.transcribe.Recording;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecognitionWatchTest {

  private static final Recording TALK = new Recording("talk.wav", Path.of("talk.wav"));
  private static final Recording WORD = new Recording("word.wav", Path.of("word.wav"));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Passing clock = new Passing();

  private RecognitionWatch watch(Optional<Screen> screen) {
    return new RecognitionWatch(
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader("")),
            Optional.empty(),
            screen,
            false),
        clock);
  }

  @Test
  void elsewhere_than_on_a_screen_a_long_recording_is_told_of_now_and_then() {
    RecognitionWatch watch = watch(Optional.empty());
    for (int part = 0; part <= 40; part++) {
      watch.heard(TALK, new JobEvent.Progressed(part, part, 40));
      clock.pass(Duration.ofSeconds(1));
    }

    assertThat(err.toString().lines())
        .containsExactly(
            "talk.wav: 10 of 40 parts, about 30 s left",
            "talk.wav: 20 of 40 parts, about 20 s left",
            "talk.wav: 30 of 40 parts, about 10 s left",
            "talk.wav: 40 of 40 parts");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_screen_shows_each_with_a_bar_until_it_has_ended() {
    RecognitionWatch watch = watch(Optional.of(new Screen(() -> Screen.Size.UNTOLD, false)));
    watch.heard(TALK, new JobEvent.Progressed(1, 0, 4));
    clock.pass(Duration.ofSeconds(2));
    watch.heard(TALK, new JobEvent.Progressed(2, 1, 4));

    assertThat(err.toString()).contains("█████░░░░░░░░░░░░░░░ talk.wav: 1 of 4 parts, about 6.0 s");

    watch.ended(TALK);
    watch.aside(() -> err.append("its transcript"));

    assertThat(err.toString()).contains("\u001b[1A\r").endsWith("\u001b[J\u001b[?7hits transcript");
  }

  @Test
  void what_another_master_did_before_does_not_make_it_look_faster() {
    RecognitionWatch watch = watch(Optional.empty());
    watch.heard(TALK, new JobEvent.Progressed(1, 30, 40));
    clock.pass(Duration.ofSeconds(10));
    watch.heard(TALK, new JobEvent.Progressed(2, 31, 40));

    assertThat(err.toString()).isEqualTo("talk.wav: 31 of 40 parts, about 1 min 30 s left\n");
  }

  @Test
  void a_recording_of_one_part_is_not_worth_a_line() {
    RecognitionWatch watch = watch(Optional.of(new Screen(() -> Screen.Size.UNTOLD, false)));
    watch.heard(WORD, new JobEvent.Queued(1));
    watch.heard(WORD, new JobEvent.Progressed(2, 1, 1));
    watch.close();

    assertThat(err.toString()).isEmpty();
  }

  /** Time that passes when it is told to. */
  private static final class Passing extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

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
}
