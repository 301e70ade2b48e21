package stentor.engines.noop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineContract;
import stentor.engines.EngineException;
import stentor.engines.EngineProblem;
import stentor.engines.EngineSettings;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

class NoopEngineTest extends EngineContract {

  @TempDir private Path folder;

  NoopEngineTest() {
    super(new NoopEngineProvider(), Path.of("."));
  }

  @Test
  void text_is_the_length_and_the_checksum_of_the_utterance() {
    Span utterance = new Span(1600, 4800);
    float[] other = new float[2 * Samples.RATE];
    other[1600] = 0.5f;

    Recognition silence = engine().recognise(SILENCE, utterance, Cancellation.NEVER);

    // CRC-32 of 12,800 zero bytes.
    assertThat(silence).isEqualTo(Recognition.of("3200 samples d6bcc5ba."));
    assertThat(engine().recognise(new Samples(other), utterance, Cancellation.NEVER))
        .isNotEqualTo(silence);
    assertThat(engine().recognise(new Samples(other), new Span(1601, 4801), Cancellation.NEVER))
        .isEqualTo(silence);
  }

  @Test
  void it_takes_the_time_that_its_model_says_and_can_be_cancelled_in_the_midst() throws Exception {
    List<Duration> pauses = new ArrayList<>();
    try (Engine slow = paced("milliseconds-per-audio-second = 200", pauses)) {
      slow.recognise(SILENCE, new Span(0, SILENCE.length()), Cancellation.NEVER);

      assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).hasMillis(400);

      pauses.clear();
      assertThatThrownBy(
              () -> slow.recognise(SILENCE, new Span(0, SILENCE.length()), () -> !pauses.isEmpty()))
          .isInstanceOf(CancellationException.class);
      assertThat(pauses).hasSize(1);
    }
  }

  @Test
  void a_pace_that_is_no_number_is_a_bad_model() throws Exception {
    assertThatThrownBy(() -> paced("milliseconds-per-audio-second = fast", new ArrayList<>()))
        .isInstanceOfSatisfying(
            EngineException.class,
            bad -> assertThat(bad.problem()).isInstanceOf(EngineProblem.BadModel.class));
  }

  private Engine paced(String properties, List<Duration> pauses) throws IOException {
    Files.writeString(folder.resolve(NoopEngineProvider.FILE), properties);
    return new NoopEngineProvider(pauses::add).load(folder, new EngineSettings(1));
  }
}
