package stentor.engines.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.engines.Cancellation;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuardedDecoderTest {

  /** Six seconds with a loud voice from 1 s to 5 s, quietest at 3 s. */
  private static final Samples PART = part();

  private static final Span UTTERANCE = new Span(16_000, 80_000);

  private static final Decoded GOOD = decoded(4, -0.1, true);
  private static final Decoded UNSURE = decoded(4, -2, true);
  private static final Decoded UNSURE_OF_NOTHING = decoded(0, -0.5, true);
  private static final Decoded SURE_OF_NOTHING = decoded(0, -0.001, true);

  private final List<float[]> audio = new ArrayList<>();
  private final List<Integer> limits = new ArrayList<>();

  private static Samples part() {
    float[] samples = new float[96_000];
    for (int i = 16_000; i < 80_000; i++) {
      double loud = 0.1 + Math.abs(i - 48_000) / 64_000.0;
      samples[i] = (float) (loud * 0.5 * Math.sin(2 * Math.PI * 1000 * i / Samples.RATE));
    }
    return new Samples(samples);
  }

  private static Decoded decoded(int pieces, double mean, boolean ended) {
    return new Decoded(
        IntStream.range(0, pieces).mapToObj(i -> new Piece(100 + i, mean)).toList(),
        mean * (pieces + (ended ? 1 : 0)),
        ended);
  }

  private GuardedDecoder.Outcome decode(Span utterance, Decoded... answers) throws OrtException {
    Iterator<Decoded> left = List.of(answers).iterator();
    GuardedDecoder decoder =
        new GuardedDecoder(
            (samples, limit, cancellation) -> {
              audio.add(samples);
              limits.add(limit);
              return left.next();
            });
    GuardedDecoder.Outcome outcome = decoder.decode(PART, utterance, Cancellation.NEVER);
    assertThat(left).as("answers nobody asked for").isExhausted();
    return outcome;
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  @Test
  void good_text_and_sure_silence_are_decoded_once() throws OrtException {
    assertThat(decode(UTTERANCE, GOOD).attempts()).isEqualTo(1);
    assertThat(decode(UTTERANCE, SURE_OF_NOTHING).attempts()).isEqualTo(1);
  }

  @Test
  void the_first_look_is_one_decode_that_says_whether_more_would_be_tried() throws OrtException {
    assertThat(glance(GOOD).settled()).isTrue();
    assertThat(glance(SURE_OF_NOTHING).settled()).isTrue();
    assertThat(glance(UNSURE).settled()).isFalse();
    assertThat(glance(UNSURE_OF_NOTHING).settled()).isFalse();
    assertThat(audio).hasSize(4);
  }

  private GuardedDecoder.FirstLook glance(Decoded answer) throws OrtException {
    GuardedDecoder decoder =
        new GuardedDecoder(
            (samples, limit, cancellation) -> {
              audio.add(samples);
              return answer;
            });
    return decoder.glance(PART, UTTERANCE, Cancellation.NEVER);
  }

  @Test
  void usual_form_has_margins_a_peak_and_half_a_second_of_zeros() throws OrtException {
    decode(UTTERANCE, GOOD);

    float[] framed = audio.getFirst();
    assertThat(framed).hasSize(1600 + 64_000 + 3200 + 8000);
    assertThat(peak(framed)).isBetween(0.699f, 0.701f);
    assertThat(peak(Arrays.copyOf(framed, 1600))).isZero();
    assertThat(limits).containsExactly(10 + 8 * 4);
  }

  @Test
  void margins_end_where_the_part_ends_and_short_audio_is_filled_up() throws OrtException {
    decode(new Span(0, 96_000), GOOD);
    decode(new Span(95_840, 96_000), SURE_OF_NOTHING);
    decode(new Span(0, 0), SURE_OF_NOTHING);

    assertThat(audio.get(0)).hasSize(96_000 + 8000);
    assertThat(audio.get(1)).hasSize(1600 + 160 + 8000);
    assertThat(audio.get(2)).hasSize(3200 + 8000).containsOnly(0f);
    assertThat(limits).containsExactly(58, 11, 10);
  }

  @Test
  void bad_text_is_decoded_in_other_forms_until_one_is_good() throws OrtException {
    GuardedDecoder.Outcome outcome = decode(UTTERANCE, UNSURE, decoded(9, -0.1, false), GOOD);

    assertThat(outcome.attempts()).isEqualTo(3);
    assertThat(outcome.chosen().hypotheses()).map(Hypothesis::decoded).containsExactly(GOOD);
    assertThat(audio.get(1)).hasSize(1600 + 64_000 + 1600 + 16_000);
    assertThat(peak(audio.get(1))).as("as loud as it was").isBetween(0.29f, 0.31f);
    assertThat(audio.get(2)).hasSize(800 + 64_000 + 800 + 4000);
  }

  @Test
  void sure_silence_does_not_end_the_retries() throws OrtException {
    GuardedDecoder.Outcome outcome = decode(UTTERANCE, UNSURE_OF_NOTHING, SURE_OF_NOTHING, GOOD);

    assertThat(outcome.chosen().hypotheses()).map(Hypothesis::decoded).containsExactly(GOOD);
  }

  @Test
  void halves_cut_at_the_quietest_moment_come_last() throws OrtException {
    GuardedDecoder.Outcome outcome = decode(UTTERANCE, UNSURE, UNSURE, UNSURE, GOOD, GOOD);

    assertThat(outcome.attempts()).isEqualTo(4);
    assertThat(outcome.chosen().split()).isTrue();
    assertThat(audio.get(3)).hasSizeBetween(1600 + 31_000 + 8000, 1600 + 33_000 + 8000);
    assertThat(audio.get(3).length + audio.get(4).length).isEqualTo(64_000 + 4800 + 16_000);
    assertThat(limits.subList(3, 5)).allSatisfy(limit -> assertThat(limit).isBetween(25, 27));
  }

  @Test
  void less_than_two_seconds_are_not_split() throws OrtException {
    GuardedDecoder.Outcome outcome =
        decode(new Span(16_000, 47_840), UNSURE, UNSURE, UNSURE_OF_NOTHING);

    assertThat(outcome.chosen().hypotheses()).map(Hypothesis::decoded).containsExactly(UNSURE);
  }
}
