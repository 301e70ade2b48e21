package stentor.control.plan;

import java.util.random.RandomGenerator;
import stentor.control.event.EventStream;

/**
 * Runs plans. Each step is asked first whether it is done, and one that is is not run; so a plan
 * that was stopped, killed or failed goes on when it is run again. A step's beginning is told
 * before the step is begun: a recorder of the stream that puts it on the disk journals intents.
 * Stateless and safe for all threads.
 */
public final class PlanRunner {

  private final int mostAtOnce;
  private final Pause pause;
  private final RandomGenerator random;

  /** What becomes of the steps after one that failed. */
  public enum AtFailure {
    /** They are skipped; what runs beside it runs to its end. */
    STOP,
    /** They are run all the same: whatever can be removed is. */
    GO_ON
  }

  /**
   * A runner.
   *
   * @param mostAtOnce how many steps run at the same time at most, 1 or more
   * @param pause how it waits between attempts
   * @param random spreads these waits; used by several threads at once
   */
  public PlanRunner(int mostAtOnce, Pause pause, RandomGenerator random) {
    if (mostAtOnce < 1) {
      throw new IllegalArgumentException("Not a number of steps at once: " + mostAtOnce);
    }
    this.mostAtOnce = mostAtOnce;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Runs the plan and returns when nothing of it runs any more. An interrupt of the calling thread
   * cancels it, which is an outcome.
   *
   * @throws RuntimeException what a step threw that is no problem but a defect, once all others
   *     have ended
   */
  public Outcome run(Plan plan, AtFailure atFailure, EventStream events) {
    return new PlanRun(plan, atFailure, events, mostAtOnce, this::pauseAfter).run();
  }

  private void pauseAfter(Retry retry, int attempt) throws InterruptedException {
    pause.take(retry.pause(attempt, random));
  }
}
