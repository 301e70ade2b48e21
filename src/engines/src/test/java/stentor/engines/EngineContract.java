package stentor.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/** What every engine promises to those who use it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class EngineContract {

  /** Two seconds of silence. */
  protected static final Samples SILENCE = new Samples(new float[2 * Samples.RATE]);

  private final EngineProvider provider;
  private final Engine engine;

  /**
   * For an engine.
   *
   * @param model a folder with a model of it
   */
  protected EngineContract(EngineProvider provider, Path model) {
    this.provider = provider;
    this.engine = provider.load(model, new EngineSettings(1));
  }

  /** The engine, loaded on one thread. */
  protected Engine engine() {
    return engine;
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void engine_describes_itself() {
    assertThat(engine.describe().engine()).isEqualTo(provider.name());
    assertThat(engine.describe().threads()).isEqualTo(1);
    assertThat(engine.describe().longestSeconds()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void utterance_outside_the_part_is_a_mistake_of_the_caller() {
    assertThatThrownBy(() -> engine.recognise(SILENCE, new Span(0, 32_001), Cancellation.NEVER))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void cancelled_work_ends_and_the_engine_goes_on() {
    Span utterance = new Span(0, 16_000);

    assertThatThrownBy(() -> engine.recognise(SILENCE, utterance, () -> true))
        .isInstanceOf(CancellationException.class);

    assertThat(engine.recognise(SILENCE, utterance, Cancellation.NEVER)).isNotNull();
  }

  @Test
  void same_audio_gives_the_same_answer() {
    Span utterance = new Span(3200, 16_000);

    assertThat(engine.recognise(SILENCE, utterance, Cancellation.NEVER))
        .isEqualTo(engine.recognise(SILENCE, utterance, Cancellation.NEVER));
  }

  @Test
  void closed_engine_recognises_no_more_and_may_be_closed_again() {
    engine.close();
    engine.close();

    assertThatThrownBy(() -> engine.recognise(SILENCE, new Span(0, 1600), Cancellation.NEVER))
        .isInstanceOf(IllegalStateException.class);
  }
}
