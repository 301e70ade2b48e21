package stentor.engines.moonshine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stentor.engines.Cancellation;
import stentor.engines.EngineContract;
import stentor.engines.Recognition;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.cut.SilenceCutter;
import stentor.speech.cut.Span;
import stentor.speech.cut.SpeechPart;
import stentor.speech.transcript.Token;

/** Recognition with the model itself; skipped where there is none. */
class MoonshineEngineTest extends EngineContract {

  private static final String SAID =
      "printing then for our purpose may be considered as the art of making books by means of"
          + " movable types";

  private final PreparedAudio clip;
  private final SpeechPart part;

  MoonshineEngineTest() throws IOException {
    super(new MoonshineEngineProvider(), MoonshineModel.folder());
    clip =
        PreparedAudio.open(
            Path.of(System.getProperty("stentor.root"), "resources/samples/printing.wav"));
    part = new SilenceCutter().cut(clip).getFirst();
  }

  private Recognition recognise(float gain, Cancellation cancellation) throws IOException {
    float[] samples = clip.read(part.span().from(), part.span().to()).array();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
    Span utterance = part.utterances().getFirst().shifted(-part.span().from());
    return engine().recognise(new Samples(samples), utterance, cancellation);
  }

  private static String words(Recognition recognition) {
    return recognition.text().toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "");
  }

  @Test
  void speech_is_recognised() throws IOException {
    Recognition recognition = recognise(1, Cancellation.NEVER);

    assertThat(words(recognition)).isEqualTo(SAID);
    assertThat(recognition.guards()).isEmpty();
    assertThat(recognition.meanLogProbability().orElseThrow()).isBetween(-0.3, 0.0);
  }

  @Test
  void quiet_speech_is_recognised_as_loud_speech_is() throws IOException {
    assertThat(words(recognise(0.03f, Cancellation.NEVER))).isEqualTo(SAID);
  }

  @Test
  void tokens_make_up_the_text_and_have_probabilities() throws IOException {
    Recognition recognition = recognise(1, Cancellation.NEVER);

    List<Token> tokens = recognition.tokens();
    assertThat(String.join("", tokens.stream().map(Token::text).toList()).strip())
        .isEqualTo(recognition.text());
    assertThat(tokens)
        .allSatisfy(token -> assertThat(token.logProbability()).isLessThanOrEqualTo(0));
    double mean = tokens.stream().mapToDouble(Token::logProbability).average().orElseThrow();
    assertThat(recognition.meanLogProbability().orElseThrow()).isCloseTo(mean, within(0.05));
  }

  @Test
  void silence_gives_no_text_but_how_sure_that_is() {
    Recognition recognition =
        engine().recognise(SILENCE, new Span(0, SILENCE.length()), Cancellation.NEVER);

    assertThat(recognition.text()).isEmpty();
    assertThat(recognition.tokens()).isEmpty();
    assertThat(recognition.meanLogProbability()).isPresent();
  }

  @Test
  void shortest_utterance_is_taken() {
    assertThat(engine().recognise(SILENCE, new Span(0, 0), Cancellation.NEVER).text()).isEmpty();
  }

  @Test
  void longer_utterance_than_it_takes_is_a_mistake_of_the_caller() {
    Samples minute = new Samples(new float[60 * Samples.RATE]);

    assertThatThrownBy(
            () -> engine().recognise(minute, new Span(0, minute.length()), Cancellation.NEVER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void work_ends_at_the_piece_at_which_it_is_cancelled() throws IOException {
    AtomicInteger asked = new AtomicInteger();

    assertThatThrownBy(() -> recognise(1, () -> asked.incrementAndGet() > 5))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(6);
    assertThat(words(recognise(1, Cancellation.NEVER))).isEqualTo(SAID);
  }
}
