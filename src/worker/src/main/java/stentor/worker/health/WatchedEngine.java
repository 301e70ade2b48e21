package stentor.worker.health;

import java.time.Duration;
import java.util.function.LongSupplier;
import stentor.engines.Cancellation;
import stentor.engines.Engine;
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
      return answer(part, utterance, cancellation);
    }
  }

  /** As {@link #recognise}, before what is on the queues: at most one utterance is waited for. */
  public Answer probe(Samples audio, Span speech, Cancellation cancellation) {
    try (EngineTurns.Turn _ = turns.ofProbe()) {
      return answer(audio, speech, cancellation);
    }
  }

  private Answer answer(Samples samples, Span speech, Cancellation cancellation) {
    cancellation.check();
    long begun = nanos.getAsLong();
    try (EngineWatch.Recognition watched = watch.begin(speech.seconds())) {
      Recognition recognition = engine.recognise(samples, speech, cancellation);
      watched.succeeded();
      return new Answer(recognition, (nanos.getAsLong() - begun) / 1e9);
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
