package stentor.engines.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import stentor.engines.Cancellation;
import stentor.engines.EngineContract;
import stentor.engines.NamedModel;
import stentor.engines.Recognition;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/** Recognition with a model that knows English; skipped where there is none. */
class WhisperEngineTest extends EngineContract {

  WhisperEngineTest() {
    super(
        new WhisperEngineProvider(),
        NamedModel.folder("STENTOR_TEST_WHISPER_MODEL", "a model of whisper.cpp"));
  }

  private static Samples clip(double seconds) throws IOException {
    PreparedAudio clip =
        PreparedAudio.open(
            Path.of(System.getProperty("stentor.root"), "resources/samples/printing.wav"));
    return clip.read(0, (long) (seconds * Samples.RATE));
  }

  @Test
  void speech_is_recognised() throws IOException {
    Samples clip = clip(7);

    Recognition recognition =
        engine().recognise(clip, new Span(0, clip.length()), Cancellation.NEVER);

    assertThat(recognition.text().toLowerCase(Locale.ROOT))
        .contains("may be considered as the art of making books");
    assertThat(recognition.words()).allSatisfy(word -> assertThat(word.estimated()).isTrue());
    assertThat(recognition.meanLogProbability()).isEmpty();
  }

  @Test
  void an_utterance_of_less_than_a_second_is_recognised() throws IOException {
    Samples clip = clip(2);

    assertThat(engine().recognise(clip, new Span(1600, 9600), Cancellation.NEVER).text())
        .isNotEmpty();
  }

  @Test
  void silence_gives_no_text() {
    assertThat(engine().recognise(SILENCE, new Span(0, SILENCE.length()), Cancellation.NEVER))
        .isEqualTo(Recognition.of(""));
  }

  @Test
  void longer_utterance_than_it_takes_is_a_mistake_of_the_caller() {
    Samples minute = new Samples(new float[60 * Samples.RATE]);

    assertThatThrownBy(
            () -> engine().recognise(minute, new Span(0, minute.length()), Cancellation.NEVER))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
