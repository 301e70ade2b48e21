package stentor.engines.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import stentor.engines.Cancellation;
import stentor.engines.EngineContract;
import stentor.engines.NamedModel;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/** Recognition with a model, of whatever language; skipped where there is none. */
class VoskEngineTest extends EngineContract {

  VoskEngineTest() {
    super(
        new VoskEngineProvider(), NamedModel.folder("STENTOR_TEST_VOSK_MODEL", "a model of Vosk"));
  }

  @Test
  void silence_gives_no_text() {
    assertThat(engine().recognise(SILENCE, new Span(0, SILENCE.length()), Cancellation.NEVER))
        .isEqualTo(Recognition.of(""));
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
  void work_ends_within_half_a_second_of_audio_when_it_is_cancelled() {
    AtomicInteger asked = new AtomicInteger();

    assertThatThrownBy(
            () ->
                engine()
                    .recognise(
                        SILENCE, new Span(0, SILENCE.length()), () -> asked.incrementAndGet() > 3))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(4);
  }
}
