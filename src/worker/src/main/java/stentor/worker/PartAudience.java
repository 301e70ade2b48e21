package stentor.worker;

import java.util.function.Consumer;
import stentor.worker.health.WorkerMeters;

/**
 * All who hear what happens to parts: the meters, the log, the dead queue, the masters. Used by the
 * thread that works.
 *
 * @param meters count
 * @param log writes it down
 * @param dead tells of parts that were given up
 * @param masters hear of all of it; must not block
 */
record PartAudience(
    WorkerMeters meters, PartLog log, DeadLetters dead, Consumer<PartEvent> masters) {

  void hear(PartEvent event) {
    log.hear(event);
    masters.accept(event);
    switch (event) {
      case PartEvent.Leased ignored -> meters.leased();
      case PartEvent.Attempted ignored -> meters.attempted();
      case PartEvent.Recognised done -> meters.recognised(done.audioSeconds(), done.seconds());
      case PartEvent.Failed ignored -> meters.failed();
      case PartEvent.GivenUp givenUp -> {
        meters.gaveUp();
        dead.send(givenUp.letter());
      }
      case PartEvent.Ended ignored -> {}
      case PartEvent.LetGo ignored -> meters.leaseEnded();
    }
  }
}
