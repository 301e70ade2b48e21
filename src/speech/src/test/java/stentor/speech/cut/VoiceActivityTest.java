package stentor.speech.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.speech.audio.Samples;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VoiceActivityTest {

  private static VoiceActivity twoSpeeches() {
    TestSignals signal = new TestSignals(1);
    signal.pause(1);
    signal.speech(1);
    signal.pause(0.5);
    signal.speech(1);
    signal.pause(1);
    return VoiceActivity.of(new Samples(signal.array()));
  }

  @Test
  void pauses_within_a_span_are_not_counted_as_voice() {
    VoiceActivity activity = twoSpeeches();

    assertThat(activity.voicedSeconds(new Span(0, 72_000))).isCloseTo(2, within(0.3));
    assertThat(activity.voicedSeconds(new Span(0, 12_000))).isZero();
    assertThat(activity.voicedSeconds(new Span(0, 0))).isZero();
  }

  @Test
  void span_of_whole_frames_counts_exactly_these() {
    VoiceActivity activity = twoSpeeches();

    double seconds = activity.voicedSeconds(new Span(17_600, 17_600 + 10 * FrameLevels.FRAME));

    assertThat(seconds).isEqualTo(0.1);
  }

  @Test
  void quietest_moment_is_the_pause_in_the_middle() {
    long quietest = twoSpeeches().quietest(new Span(16_000, 56_000));

    assertThat(quietest).isBetween(32_000L, 40_000L);
  }
}
