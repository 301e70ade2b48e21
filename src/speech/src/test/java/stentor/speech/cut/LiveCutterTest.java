package stentor.speech.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.speech.audio.Samples;

/** Loud noise that swells and falls counts as voice; a quiet one is the room. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LiveCutterTest {

  private final LiveCutter cutter = new LiveCutter();
  private final Random random = new Random(1);
  private final List<Span> ended = new ArrayList<>();
  private int longestOpen;
  private long heard;

  private void say(double seconds) {
    hear(seconds, true);
  }

  private void pause(double seconds) {
    hear(seconds, false);
  }

  private void hear(double seconds, boolean voice) {
    int left = (int) (seconds * Samples.RATE);
    while (left > 0) {
      int count = Math.min(left, Samples.RATE / 5);
      float[] samples = new float[count];
      for (int index = 0; index < count; index++) {
        double swell = 0.5 + 0.48 * Math.sin(2 * Math.PI * 2.5 * heard++ / Samples.RATE);
        double level = voice ? 0.3 * swell : 0.0005;
        samples[index] = (float) (level * random.nextGaussian());
      }
      cutter.accept(samples, count);
      look(false);
      left -= count;
    }
  }

  private void look(boolean last) {
    LiveCutter.Look look = cutter.look(last);
    ended.addAll(look.ended());
    look.open().ifPresent(span -> longestOpen = (int) Math.max(longestOpen, span.length()));
  }

  @Test
  void an_utterance_has_ended_after_a_pause_and_not_before() {
    pause(1);
    say(2);
    assertThat(ended).isEmpty();
    assertThat(longestOpen).isCloseTo(2 * Samples.RATE, within(Samples.RATE / 5));

    pause(0.4);
    assertThat(ended).isEmpty();
    pause(0.4);
    assertThat(ended).hasSize(1);
    assertThat(ended.getFirst().from()).isCloseTo(16_000L, within(1_600L));
    assertThat(ended.getFirst().to()).isCloseTo(48_000L, within(1_600L));
  }

  @Test
  void each_utterance_is_told_once() {
    for (int round = 0; round < 20; round++) {
      pause(1);
      say(1.5);
    }
    pause(1);

    assertThat(ended).hasSize(20);
    for (int index = 1; index < ended.size(); index++) {
      assertThat(ended.get(index).from()).isGreaterThanOrEqualTo(ended.get(index - 1).to());
    }
  }

  @Test
  void what_is_being_said_at_the_end_has_ended() {
    pause(1);
    say(1);
    look(true);

    assertThat(ended).hasSize(1);
  }

  @Test
  void who_does_not_stop_is_cut() {
    pause(1);
    say(40);
    pause(1);

    assertThat(ended).hasSizeGreaterThan(2);
    assertThat(ended).allSatisfy(span -> assertThat(span.seconds()).isLessThanOrEqualTo(16));
    double spoken = ended.stream().mapToDouble(Span::seconds).sum();
    assertThat(spoken).isCloseTo(40, within(1.5));
  }

  @Test
  void no_more_can_come_than_is_looked_at_in_time() {
    pause(1);
    assertThat(cutter.room()).isEqualTo(4 * Samples.RATE);
    cutter.accept(new float[3 * Samples.RATE], 3 * Samples.RATE);
    assertThat(cutter.room()).isEqualTo(Samples.RATE);
    look(false);
    assertThat(cutter.room()).isEqualTo(4 * Samples.RATE);
  }

  @Test
  void long_silence_is_nothing_and_holds_nothing() {
    pause(120);

    assertThat(ended).isEmpty();
    assertThat(cutter.room()).isEqualTo(4 * Samples.RATE);
    assertThat(cutter.length()).isEqualTo(120L * Samples.RATE);
  }

  @Test
  void an_excerpt_has_a_margin_and_says_where_the_utterance_is() {
    pause(1);
    say(1);
    pause(1);
    LiveCutter.Excerpt excerpt = cutter.excerpt(ended.getFirst(), 1_600);

    assertThat(excerpt.speech().from()).isEqualTo(1_600);
    assertThat(excerpt.speech().length()).isEqualTo(ended.getFirst().length());
    assertThat(excerpt.audio().length()).isEqualTo((int) excerpt.speech().length() + 3_200);
  }
}
