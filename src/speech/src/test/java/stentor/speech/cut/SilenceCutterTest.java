package stentor.speech.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.PreparedAudioWriter;
import stentor.speech.audio.Samples;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SilenceCutterTest {

  private static final int LONGEST = SilenceCutter.LONGEST_SECONDS * Samples.RATE;

  @TempDir private Path folder;

  private static List<SpeechPart> cut(float[] samples) throws IOException {
    List<SpeechPart> parts = new ArrayList<>();
    new Blocks(samples, 10_000).into(new SilenceCutter().stream(parts::add));
    return parts;
  }

  private PreparedAudio written(float[] samples, int times) throws IOException {
    Path path = folder.resolve("audio");
    try (PreparedAudioWriter writer = PreparedAudioWriter.create(path)) {
      for (int i = 0; i < times; i++) {
        writer.accept(samples, samples.length);
      }
      writer.finish();
    }
    return PreparedAudio.open(path);
  }

  private static double seconds(long samples) {
    return (double) samples / Samples.RATE;
  }

  @Test
  void nothing_and_less_than_a_frame_have_no_part() throws IOException {
    assertThat(cut(new float[0])).isEmpty();
    assertThat(cut(new float[159])).isEmpty();
    assertThat(new SilenceCutter().cut(written(new float[0], 1))).isEmpty();
  }

  @Test
  void a_hundred_minutes_of_silence_have_no_part() throws IOException {
    assertThat(new SilenceCutter().cut(written(new float[60 * Samples.RATE], 100))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1000, 10_000, 32_767})
  void steady_noise_of_any_level_has_no_part(int amplitude) throws IOException {
    TestSignals signal = new TestSignals(amplitude);
    signal.noise(70 * Samples.RATE, amplitude);

    assertThat(cut(signal.array())).isEmpty();
  }

  @Test
  void hum_with_a_constant_offset_has_no_part() throws IOException {
    float[] hum = new float[20 * Samples.RATE];
    for (int i = 0; i < hum.length; i++) {
      hum[i] = 0.1f + (float) (0.3 * Math.sin(2 * Math.PI * 50 * i / Samples.RATE));
    }

    assertThat(cut(hum)).isEmpty();
  }

  @Test
  void speech_between_pauses_is_found_where_it_is() throws IOException {
    TestSignals signal = new TestSignals(1);
    signal.pause(1);
    signal.speech(2);
    signal.pause(0.8);
    signal.speech(1.5);
    signal.pause(1.2);

    List<SpeechPart> parts = cut(signal.array());

    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().span()).isEqualTo(new Span(0, signal.length()));
    List<Span> utterances = parts.getFirst().utterances();
    assertThat(utterances).hasSize(2);
    assertThat(seconds(utterances.get(0).from())).isCloseTo(1, within(0.1));
    assertThat(seconds(utterances.get(0).to())).isCloseTo(3, within(0.1));
    assertThat(seconds(utterances.get(1).from())).isCloseTo(3.8, within(0.1));
    assertThat(seconds(utterances.get(1).to())).isCloseTo(5.3, within(0.1));
  }

  @Test
  void pause_of_less_than_half_a_second_does_not_part_utterances() throws IOException {
    TestSignals signal = new TestSignals(2);
    signal.pause(1);
    signal.speech(2);
    signal.pause(0.3);
    signal.speech(2);
    signal.pause(1);

    assertThat(cut(signal.array()).getFirst().utterances()).hasSize(1);
  }

  @Test
  void speech_for_minutes_is_cut_in_its_pauses() throws IOException {
    TestSignals signal = new TestSignals(3);
    List<Span> spoken = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      signal.pause(0.7 + 0.01 * i);
      int from = signal.length();
      signal.speech(3 + i % 7);
      spoken.add(new Span(from, signal.length()));
    }
    signal.pause(1);

    List<SpeechPart> parts = cut(signal.array());

    assertThat(parts.stream().flatMap(part -> part.utterances().stream()))
        .hasSameSizeAs(spoken)
        .zipSatisfy(
            spoken,
            (found, expected) -> {
              assertThat(seconds(found.from())).isCloseTo(seconds(expected.from()), within(0.1));
              assertThat(seconds(found.to())).isCloseTo(seconds(expected.to()), within(0.1));
            });
    assertOrder(parts, signal.length());
  }

  @Test
  void speech_without_a_pause_is_cut_at_its_quietest_moment() throws IOException {
    TestSignals signal = new TestSignals(4);
    signal.pause(4);
    signal.speech(20);
    signal.noise(960, 300); // ten times louder than the pause: voice
    int quietest = signal.length();
    signal.noise(960, 300);
    signal.speech(20);
    signal.pause(1);

    List<SpeechPart> parts = cut(signal.array());

    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).span().to()).isEqualTo(parts.get(1).span().from());
    assertThat(seconds(parts.get(0).span().to())).isCloseTo(seconds(quietest), within(0.03));
    assertOrder(parts, signal.length());
  }

  @Test
  void no_utterance_is_longer_than_20_seconds() throws IOException {
    TestSignals signal = new TestSignals(5);
    signal.pause(3);
    signal.speech(26);
    signal.pause(0.9);

    List<SpeechPart> parts = cut(signal.array());

    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().utterances())
        .hasSizeGreaterThan(1)
        .allSatisfy(utterance -> assertThat(utterance.seconds()).isLessThanOrEqualTo(20));
    assertOrder(parts, signal.length());
  }

  @Test
  void exactly_30_seconds_are_one_part_and_one_sample_more_are_cut() throws IOException {
    TestSignals signal = new TestSignals(6);
    for (int i = 0; i < 6; i++) {
      signal.pause(1);
      signal.speech(4);
    }
    assertThat(signal.length()).isEqualTo(LONGEST);

    assertThat(cut(signal.array())).map(SpeechPart::span).containsExactly(new Span(0, LONGEST));
    signal.noise(1, 30);
    assertThat(cut(signal.array())).hasSize(2);
  }

  @Test
  void file_is_cut_as_its_samples_are() throws IOException {
    float[] samples = TestSignals.golden(1);

    List<SpeechPart> parts = new SilenceCutter().cut(written(samples, 3));

    float[] thrice = new float[3 * samples.length];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(samples, 0, thrice, i * samples.length, samples.length);
    }
    assertThat(parts).isNotEmpty().isEqualTo(cut(thrice));
  }

  @Test
  void parts_of_any_signal_are_in_order_and_inside_the_audio() throws IOException {
    for (int number = 100; number < 120; number++) {
      float[] samples = TestSignals.golden(number);
      assertOrder(cut(samples), samples.length);
    }
  }

  private static void assertOrder(List<SpeechPart> parts, long length) {
    long end = 0;
    for (SpeechPart part : parts) {
      assertThat(part.span().from()).isGreaterThanOrEqualTo(end);
      assertThat(part.span().length()).isLessThanOrEqualTo(LONGEST);
      end = part.span().from();
      for (Span utterance : part.utterances()) {
        assertThat(utterance.from()).isGreaterThanOrEqualTo(end);
        assertThat(utterance.to()).isGreaterThan(utterance.from());
        end = utterance.to();
      }
      assertThat(part.span().to()).isGreaterThanOrEqualTo(end);
      end = part.span().to();
    }
    assertThat(end).isLessThanOrEqualTo(length);
  }

  @Test
  void part_without_speech_cannot_be_made() {
    assertThatThrownBy(() -> new SpeechPart(new Span(0, 10), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Span(10, 9)).isInstanceOf(IllegalArgumentException.class);
  }
}
