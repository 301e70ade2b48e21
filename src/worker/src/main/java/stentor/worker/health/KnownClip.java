package stentor.worker.health;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import stentor.engines.Cancellation;
import stentor.speech.audio.PreparedAudio;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/**
 * A word that an engine recognises now and then to prove that it can. What comes out is not looked
 * at, since models of other languages hear other words; that something comes out is the proof.
 */
public final class KnownClip {

  /** The first word of {@code resources/samples/printing.wav}, which is part of this program. */
  private static final String FILE = "printing.wav";

  private static final int LENGTH = (int) (1.2 * Samples.RATE);

  /** An engine that recognised something lately needs no proof. */
  private static final Duration EVERY = Duration.ofSeconds(60);

  private final Samples samples;
  private final WatchedEngine engine;

  private KnownClip(Samples samples, WatchedEngine engine) {
    this.samples = samples;
    this.engine = engine;
  }

  /**
   * The clip for an engine.
   *
   * @throws IOException if this program was built without it
   */
  public static KnownClip of(WatchedEngine engine) throws IOException {
    try (InputStream in = KnownClip.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new FileNotFoundException("The known clip is not part of this program: " + FILE);
      }
      return new KnownClip(PreparedAudio.read(in, 0, LENGTH), engine);
    }
  }

  /**
   * Recognises it.
   *
   * @throws stentor.engines.EngineException if the engine cannot
   */
  public void recognise() {
    var _ = engine.recognise(samples, new Span(0, samples.length()), Cancellation.NEVER);
  }

  /** Recognises it, if the engine has recognised nothing for a minute. */
  public void recogniseIfDue() {
    if (engine.sinceGood().compareTo(EVERY) >= 0) {
      recognise();
    }
  }
}
