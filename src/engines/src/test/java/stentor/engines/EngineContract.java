package stentor.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.cut.SilenceCutter;
import stentor.speech.cut.Span;
import stentor.speech.cut.SpeechPart;
import stentor.speech.transcript.Word;

/** What every engine promises to those who use it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class EngineContract {

  /** Two seconds of silence. */
  protected static final Samples SILENCE = new Samples(new float[2 * Samples.RATE]);

  /** What may come and go beside the engine: the heap, code, threads. In kB. */
  private static final long OTHER_MEMORY = 64 << 10;

  private final EngineProvider provider;
  private final Path model;
  private final Engine engine;

  /**
   * For an engine.
   *
   * @param model a folder with a model of it
   */
  protected EngineContract(EngineProvider provider, Path model) {
    this.provider = provider;
    this.model = model;
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

  @Test
  void times_of_words_do_not_go_back_and_lie_within_the_utterance() throws IOException {
    PreparedAudio clip =
        PreparedAudio.open(
            Path.of(System.getProperty("stentor.root"), "resources/samples/printing.wav"));
    SpeechPart part = new SilenceCutter().cut(clip).getFirst();
    Span utterance = part.utterances().getFirst().shifted(-part.span().from());

    Recognition recognition =
        engine.recognise(
            clip.read(part.span().from(), part.span().to()), utterance, Cancellation.NEVER);

    double last = 0;
    for (Word word : recognition.words()) {
      assertThat(word.start()).isBetween(last, utterance.seconds());
      assertThat(word.end()).isBetween(word.start(), utterance.seconds());
      last = word.start();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void closed_engine_gives_its_memory_back() throws IOException {
    long before = memory();
    long one = loadAndClose() - before;
    long closed = memory();
    for (int i = 0; i < 3; i++) {
      loadAndClose();
    }

    assertThat(memory() - closed).isLessThan(OTHER_MEMORY + one);
  }

  /** How much memory the process had while the engine was loaded, in kB. */
  private long loadAndClose() throws IOException {
    try (Engine another = provider.load(model, new EngineSettings(1))) {
      another.recognise(SILENCE, new Span(0, 1600), Cancellation.NEVER);
      return memory();
    }
  }

  private static long memory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }
}
