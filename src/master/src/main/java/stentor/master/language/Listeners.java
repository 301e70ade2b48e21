package stentor.master.language;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import stentor.master.connect.Question;
import stentor.protocol.job.JobId;
import stentor.speech.language.Evidence;
import stentor.speech.transcript.Segment;

/** The workers that can be asked at once what they make of a stretch of speech. Thread-safe. */
public interface Listeners {

  /**
   * Asks one worker of a model, before what is on its queues.
   *
   * @return empty where no worker of it is there, or it does not answer
   */
  CompletableFuture<Optional<Answer>> ask(String model, Question question);

  /**
   * What a model heard.
   *
   * @param evidence what that says about the language
   * @param segment what was said, times from the first sample of the audio; absent where nobody
   *     speaks, it was not asked for, or is not settled
   * @param settled whether the model would not say more if it were asked for all it can do
   * @param work what it took
   */
  record Answer(Evidence evidence, Optional<Segment> segment, boolean settled, Work work) {}

  /**
   * What an answer took.
   *
   * @param modelVersion version of the model that the worker has
   * @param seconds how long its engine worked, 0 or more
   */
  record Work(String modelVersion, double seconds) {}

  /**
   * Has a worker of a model come, if none is there; does not wait for it.
   *
   * @param job in whose name it is woken
   */
  void wake(String model, JobId job);

  /**
   * Waits until a worker of a model is there.
   *
   * @return whether one is
   */
  boolean await(String model, Duration most) throws InterruptedException;

  /**
   * Waits for what was asked.
   *
   * @return empty where the worker cannot say, does not say it in time, or its connection broke
   */
  static <T> Optional<T> await(CompletableFuture<Optional<T>> asked, Duration within)
      throws InterruptedException {
    try {
      return asked
          .completeOnTimeout(Optional.empty(), within.toMillis(), TimeUnit.MILLISECONDS)
          .get();
    } catch (ExecutionException connectionBroke) {
      return Optional.empty();
    }
  }
}
