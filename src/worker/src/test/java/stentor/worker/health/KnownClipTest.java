package stentor.worker.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.engines.Engine;
import stentor.engines.EngineSettings;
import stentor.engines.noop.NoopEngineProvider;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KnownClipTest {

  @TempDir Path model;
  private long nanos = 11;
  private final EngineWatch watch = new EngineWatch(() -> nanos, () -> {});

  @Test
  void an_engine_that_recognises_it_can_be_relied_on() throws IOException {
    try (Engine engine = engine()) {
      KnownClip.of(watched(engine)).recognise();
    }

    assertThat(watch.doubt()).isEmpty();
  }

  @Test
  void it_comes_again_once_nothing_was_recognised_for_a_minute() throws IOException {
    try (Engine engine = engine()) {
      KnownClip clip = KnownClip.of(watched(engine));
      clip.recogniseIfDue();
      nanos += Duration.ofSeconds(59).toNanos();
      clip.recogniseIfDue();
      assertThat(watch.sinceGood()).isEqualTo(Duration.ofSeconds(59));

      nanos += Duration.ofSeconds(1).toNanos();
      clip.recogniseIfDue();
      assertThat(watch.sinceGood()).isZero();
    }
  }

  @Test
  void an_engine_that_cannot_is_told() throws IOException {
    Engine closed = engine();
    KnownClip clip = KnownClip.of(watched(closed));
    closed.close();

    assertThatThrownBy(clip::recognise).isInstanceOf(IllegalStateException.class);
    assertThat(watch.doubt()).isPresent();
  }

  private WatchedEngine watched(Engine engine) {
    return new WatchedEngine(engine, watch, () -> nanos);
  }

  private Engine engine() {
    return new NoopEngineProvider().load(model, new EngineSettings(1));
  }
}
