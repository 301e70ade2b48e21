package stentor.worker.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
import stentor.engines.Glance;
import stentor.engines.Recognition;
import stentor.speech.audio.Samples;
import stentor.speech.cut.Span;

/**
 * The engine as all who want something of it share it: one at a time, and watched while it works.
 * Safe for all threads.
 */
public final class WatchedEngine implements AutoCloseable {

  private final Engine engine;
  private final EngineWatch watch;
  private final LongSupplier nanos;
  private final EngineTurns turns = new EngineTurns();

  /**
   * Shares an engine.
   *
   * @param nanos the monotonic clock
   */
  public WatchedEngine(Engine engine, EngineWatch watch, LongSupplier nanos) {
    this.engine = engine;
    this.watch = watch;
    this.nanos = nanos;
  }

  /**
   * An answer of the engine.
   *
   * @param seconds how long it took, without the wait for a turn
   */
  public record Answer(Recognition recognition, double seconds) {}

  /**
   * Recognises an utterance, as {@link Engine#recognise}, once it is its turn. Whoever finds out a
   * language goes first.
   */
  public Answer recognise(Samples part, Span utterance, Cancellation cancellation) {
    try (EngineTurns.Turn _ = turns.ofPart()) {
      long begun = nanos.getAsLong();
      Recognition recognition =
          watched(utterance, cancellation, () -> engine.recognise(part, utterance, cancellation));
      return new Answer(recognition, (nanos.getAsLong() - begun) / 1e9);
    }
  }

  /**
   * Looks at an utterance before what is on the queues: at most one utterance is waited for.
   *
   * @param thorough whether what is not believed at the first look is tried again
   */
  public Look probe(Samples audio, Span speech, boolean thorough, Cancellation cancellation) {
    try (EngineTurns.Turn _ = turns.ofProbe(thorough)) {
      long begun = nanos.getAsLong();
      Glance glance =
          watched(
              speech,
              cancellation,
              () ->
                  thorough
                      ? new Glance(engine.recognise(audio, speech, cancellation), true)
                      : engine.glance(audio, speech, cancellation));
      return new Look(glance, (nanos.getAsLong() - begun) / 1e9);
    }
  }

  /**
   * What a look at an utterance gave.
   *
   * @param seconds how long it took, without the wait for a turn
   */
  public record Look(Glance glance, double seconds) {}

  /** Whether somebody uses the engine now. */
  public boolean busy() {
    return turns.busy();
  }

  private <T> T watched(Span speech, Cancellation cancellation, Supplier<T> work) {
    cancellation.check();
    try (EngineWatch.Recognition watched = watch.begin(speech.seconds())) {
      T answer = work.get();
      watched.succeeded();
      return answer;
    }
  }

  /** Closes the engine once nobody uses it; whoever comes later meets a closed engine. */
  @Override
  public void close() {
    try (EngineTurns.Turn _ = turns.ofPart()) {
      engine.close();
    }
  }

  /** How long ago the engine last came back with an answer. */
  Duration sinceGood() {
    return watch.sinceGood();
  }
}
