package stentor.control.transcribe;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import stentor.control.HumanDuration;
import stentor.control.master.MasterClient;
import stentor.control.master.RecordingFile;
import stentor.control.plan.Pause;
import stentor.control.problem.CalibrationProblem;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.EnvironmentProblem;
import stentor.control.problem.InstallationProblem;
import stentor.control.problem.KeysProblem;
import stentor.control.problem.MasterProblem;
import stentor.control.problem.PlanProblem;
import stentor.control.problem.RequestProblem;
import stentor.control.problem.StartProblem;
import stentor.control.problem.TokenProblem;

/**
 * Sends recordings to a master, and sends one again where that helps: later, where the master has
 * too much to do; once, where the connection was lost. The master may have accepted what was cut,
 * and works on it in vain then; a person who left a long list of recordings to run is better served
 * by that than by a gap in the list. A pipe cannot be sent again. Safe for all threads.
 */
public final class Sending {

  /** Together, for one recording: a queue that stays full that long does not get emptier. */
  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);

  private static final Duration UNTOLD_WAIT = Duration.ofSeconds(5);
  private static final Duration LEAST_WAIT = Duration.ofSeconds(1);

  /** A supervisor starts a master that died again within some seconds. */
  private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(60);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final MasterClient master;
  private final Return environment;
  private final Pause pause;
  private final Consumer<String> notes;

  /** One recording waits for the environment, the others for that one. */
  private final ReentrantLock waiting = new ReentrantLock();

  /** Waits until an environment is up again, and starts it where nobody else does. */
  @FunctionalInterface
  public interface Return {

    /**
     * Returns when its master was said to serve.
     *
     * @throws ControlException if it cannot be up again
     */
    void await() throws InterruptedException;
  }

  /**
   * Asks the master for something about a recording, sending it along.
   *
   * @param <T> what it answers
   */
  @FunctionalInterface
  public interface Request<T> {

    /**
     * Asks once.
     *
     * @throws ControlException if there is no answer
     */
    T send() throws InterruptedException;
  }

  /**
   * Sends to this master.
   *
   * @param environment brings it back
   * @param notes takes one sentence without a full stop about each recording that has to wait, on
   *     the thread that sends it
   */
  public Sending(MasterClient master, Return environment, Pause pause, Consumer<String> notes) {
    this.master = master;
    this.environment = environment;
    this.pause = pause;
    this.notes = notes;
  }

  /**
   * The answer to a request with a recording.
   *
   * @param request is made as often as it helps
   * @throws ControlException if there is no answer in the end
   */
  public <T> T send(Recording recording, Request<T> request) throws InterruptedException {
    Attempts attempts = new Attempts(recording);
    while (true) {
      try {
        return request.send();
      } catch (ControlException failed) {
        if (!attempts.prepareNext(failed.problem())) {
          throw failed;
        }
      }
    }
  }

  /** What was done already for one recording that could not be sent at once. */
  private final class Attempts {
    private final Recording recording;
    private final boolean mayRepeat;
    private boolean lost;
    private Duration waited = Duration.ZERO;

    Attempts(Recording recording) {
      this.recording = recording;
      this.mayRepeat = new RecordingFile(recording.file()).isRepeatable();
    }

    /** Waits until it is of use to send it again; returns false where it is of none. */
    boolean prepareNext(ControlProblem problem) throws InterruptedException {
      return switch (problem) {
        case MasterProblem.Busy busy -> mayRepeat && waitForRoom(busy);
        case MasterProblem.ConnectionLost _ ->
            mayRepeat && awaitOnce("the connection was lost before there was an answer");
        case MasterProblem.MasterUnreachable _ ->
            mayRepeat && awaitOnce("the environment does not answer");
        case EnvironmentProblem _,
            CalibrationProblem _,
            InstallationProblem _,
            PlanProblem _,
            RequestProblem _,
            StartProblem _,
            TokenProblem _,
            KeysProblem _,
            MasterProblem.Refused _,
            MasterProblem.UnreadableAnswer _ ->
            false;
      };
    }

    private boolean awaitOnce(String what) throws InterruptedException {
      if (lost) {
        return false;
      }
      lost = true;
      notes.accept(
          "%s: %s; it is sent once more when the environment is ready"
              .formatted(recording.given(), what));
      awaitReturn();
      return true;
    }

    private boolean waitForRoom(MasterProblem.Busy busy) throws InterruptedException {
      Duration left = LONGEST_PATIENCE.minus(waited);
      if (!left.isPositive()) {
        return false;
      }
      if (waited.isZero()) {
        notes.accept(
            "%s: the environment has all the work it takes; trying again for up to %s"
                .formatted(recording.given(), HumanDuration.said(LONGEST_PATIENCE)));
      }
      Duration asked = busy.retryAfter().orElse(UNTOLD_WAIT);
      Duration wait = Collections.min(List.of(left, Collections.max(List.of(asked, LEAST_WAIT))));
      pause.take(wait);
      waited = waited.plus(wait);
      return true;
    }
  }

  private void awaitReturn() throws InterruptedException {
    waiting.lockInterruptibly();
    try {
      environment.await();
      Duration waited = Duration.ZERO;
      while (!isReady(waited)) {
        pause.take(LOOK_EVERY);
        waited = waited.plus(LOOK_EVERY);
      }
    } finally {
      waiting.unlock();
    }
  }

  /** Whether its master is ready; throws what is wrong once that has lasted too long. */
  private boolean isReady(Duration waited) throws InterruptedException {
    try {
      master.requireReady();
      return true;
    } catch (ControlException notYet) {
      if (waited.compareTo(LONGEST_ABSENCE) >= 0) {
        throw notYet;
      }
      return false;
    }
  }
}
