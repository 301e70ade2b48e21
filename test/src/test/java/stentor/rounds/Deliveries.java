package stentor.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Recordings that clients deliver at random moments of a few seconds, each by a thread of its own,
 * while something happens to those who take them.
 *
 * @param jobs takes note of what was accepted
 * @param recordings to choose from
 * @param random chooses recordings and moments
 * @param streams how many recordings are streamed beside
 * @param streaming streams one, until it is a job
 */
record Deliveries(
    AcceptedJobs jobs,
    List<Recording> recordings,
    RandomGenerator random,
    int streams,
    Streaming streaming) {

  /** How long recordings are sent for the first time. */
  static final long MILLISECONDS = 4000;

  /** Only files. */
  Deliveries(AcceptedJobs jobs, List<Recording> recordings, RandomGenerator random) {
    this(jobs, recordings, random, 0, recording -> {});
  }

  /** The same, with so many streams beside. */
  Deliveries with(int streams, Streaming streaming) {
    return new Deliveries(jobs, recordings, random, streams, streaming);
  }

  /** How a recording is streamed. */
  @FunctionalInterface
  interface Streaming {
    void stream(Recording recording) throws InterruptedException;
  }

  /** What happens meanwhile. */
  @FunctionalInterface
  interface Disturbance {
    void disturb() throws Exception;
  }

  /** Returns when all is accepted, whatever happened. */
  void run(List<JobClient> clients, int each, Disturbance disturbance) throws Exception {
    List<Future<?>> deliveries = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (JobClient client : clients) {
        for (int i = 0; i < each; i++) {
          Recording recording = Recording.any(recordings, random);
          long delay = random.nextLong(MILLISECONDS);
          deliveries.add(
              threads.submit(
                  () -> {
                    TimeUnit.MILLISECONDS.sleep(delay);
                    return jobs.deliver(client, recording);
                  }));
        }
      }
      for (int i = 0; i < streams; i++) {
        Recording recording = Recording.any(recordings, random);
        long delay = random.nextLong(MILLISECONDS);
        deliveries.add(
            threads.submit(
                () -> {
                  TimeUnit.MILLISECONDS.sleep(delay);
                  streaming.stream(recording);
                  return recording;
                }));
      }
      try {
        disturbance.disturb();
        for (Future<?> delivery : deliveries) {
          delivery.get();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }
}
