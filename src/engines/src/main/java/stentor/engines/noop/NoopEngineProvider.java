package stentor.engines.noop;

import java.nio.file.Path;
import java.util.List;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.EngineDescription;
import stentor.engines.EngineProvider;
import stentor.engines.EngineSettings;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;

/**
 * Loads an engine that takes no time and writes how many samples it was given, so that what
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

  private record NoopEngine(EngineDescription describe) implements Engine {

    @Override
    public Recognition recognise(Samples utterance, Cancellation cancellation) {
      cancellation.check();
      return new Recognition(utterance.length() + " samples.", List.of(), List.of());
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
