package stentor.engines.noop;

import java.nio.file.Path;
import java.util.Objects;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineProvider;
import stentor.engines.EngineSettings;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/**
 * Loads an engine that takes no time and writes how many samples the utterance has, so that what
 * surrounds an engine can be tested and measured without one. No catalogue names it; a test makes a
 * model folder whose {@code model.json} does.
 */
public final class NoopEngineProvider implements EngineProvider {

  private static final double LONGEST_SECONDS = 30;

  @Override
  public String name() {
    return "noop";
  }

  @Override
  public Engine load(Path folder, EngineSettings settings) {
    return new NoopEngine(new EngineDescription(name(), settings.threads(), LONGEST_SECONDS));
  }

  private static final class NoopEngine implements Engine {

    private final EngineDescription description;
    private boolean closed;

    NoopEngine(EngineDescription description) {
      this.description = description;
    }

    @Override
    public EngineDescription describe() {
      return description;
    }

    @Override
    public Recognition recognise(Samples part, Span utterance, Cancellation cancellation) {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      Objects.checkFromToIndex(utterance.from(), utterance.to(), part.length());
      cancellation.check();
      return Recognition.of(utterance.length() + " samples.");
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
