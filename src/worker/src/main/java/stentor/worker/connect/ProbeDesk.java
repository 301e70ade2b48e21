package stentor.worker.connect;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.engines.EngineException;
import stentor.engines.Glance;
import stentor.engines.Recognition;
import stentor.protocol.job.Probe;
import stentor.protocol.job.WorkerMessage.Probed;
import stentor.speech.cut.Span;
import stentor.worker.Segments;
import stentor.worker.health.WatchedEngine;

/**
 * Answers masters that want to know what this worker's model makes of a few seconds of speech. Safe
 * for all threads; nobody waits here but a virtual thread for each probe.
 */
public final class ProbeDesk {

  private static final Logger LOG = LoggerFactory.getLogger(ProbeDesk.class);

  /** More at once would not be answered while a master waits for them. */
  private static final int MOST_AT_ONCE = 64;

  private final WatchedEngine engine;
  private final BooleanSupplier leaving;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * Answers with this engine.
   *
   * @param leaving whether this worker is told to leave
   */
  public ProbeDesk(WatchedEngine engine, BooleanSupplier leaving) {
    this.engine = engine;
    this.leaving = leaving;
  }

  /** Answers soon, on another thread. */
  void ask(Probe probe, Consumer<Probed> answer) {
    if (!places.tryAcquire()) {
      answer.accept(Probed.unable(probe.number()));
      return;
    }
    Thread.ofVirtual()
        .name("probe")
        .start(
            () -> {
              try {
                answer.accept(answer(probe));
              } finally {
                places.release();
              }
            });
  }

  private Probed answer(Probe probe) {
    Span speech = new Span(probe.from(), probe.to());
    try {
      WatchedEngine.Look look =
          engine.probe(probe.audio(), speech, probe.thorough(), leaving::getAsBoolean);
      Glance glance = look.glance();
      Recognition recognition = glance.recognition();
      return new Probed(
          probe.number(),
          Optional.of(glance.evidence(speech)),
          probe
              .language()
              .filter(wanted -> glance.settled() && !recognition.text().isEmpty())
              .map(language -> Segments.of(speech, recognition, language)),
          glance.settled(),
          look.seconds());
    } catch (CancellationException ended) {
      return Probed.unable(probe.number());
    } catch (EngineException broken) {
      // Whoever recognises parts meets the same and ends this process.
      LOG.warn("A probe could not be looked at", broken);
      return Probed.unable(probe.number());
    } catch (RuntimeException defect) {
      LOG.error("A defect over a probe", defect);
      return Probed.unable(probe.number());
    }
  }
}
