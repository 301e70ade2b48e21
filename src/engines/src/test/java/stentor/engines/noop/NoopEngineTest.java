package stentor.engines.noop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import stentor.engines.Cancellation;
import stentor.engines.EngineContract;
import stentor.engines.Recognition;
import stentor.speech.cut.Span;

class NoopEngineTest extends EngineContract {

  NoopEngineTest() {
    super(new NoopEngineProvider(), Path.of("."));
  }

  @Test
  void text_is_the_length_of_the_utterance() {
    assertThat(engine().recognise(SILENCE, new Span(1600, 4800), Cancellation.NEVER))
        .isEqualTo(Recognition.of("3200 samples."));
  }
}
