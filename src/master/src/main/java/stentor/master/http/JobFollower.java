package stentor.master.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import stentor.master.job.JobEvent;
import stentor.master.job.JobEvents;
import stentor.master.prepare.JobNotices;
import stentor.protocol.job.JobId;

/**
 * Follows jobs for clients whose answers are written while something happens. Whoever follows waits
 * on a virtual thread of its own. Safe for all threads.
 */
final class JobFollower {

  private final JobNotices notices;
  private final EventPace pace;
  private final Set<Thread> following = ConcurrentHashMap.newKeySet();

  JobFollower(JobNotices notices, EventPace pace) {
    this.notices = notices;
    this.pace = pace;
  }

  /** Hears of one job. */
  interface Listener {

    /** This has happened, in this order; never nothing. */
    void hear(List<JobEvent> events) throws IOException;

    /** Nothing has happened for so long that a sign of life is due. */
    void silence() throws IOException;
  }

  /**
   * Tells of a job until it has ended or is there no more.
   *
   * @param first events that were read already
   * @throws InterruptedException if it was {@linkplain #end ended}
   */
  void follow(JobId job, JobEvents events, List<JobEvent> first, Listener listener)
      throws IOException, InterruptedException {
    following.add(Thread.currentThread());
    try {
      tell(job, events, first, listener);
    } finally {
      following.remove(Thread.currentThread());
    }
  }

  /** Ends it for all who follow: {@link #follow} throws. */
  void end() {
    following.forEach(Thread::interrupt);
  }

  private void tell(JobId job, JobEvents events, List<JobEvent> first, Listener listener)
      throws IOException, InterruptedException {
    List<JobEvent> now = first;
    Duration pause = pace.first();
    Duration silence = Duration.ZERO;
    while (true) {
      if (!now.isEmpty()) {
        listener.hear(now);
        pause = pace.first();
        silence = Duration.ZERO;
      } else if (!events.isOver()) {
        Duration wait = shorter(pause, pace.heartbeat().minus(silence));
        long from = System.nanoTime();
        notices.awaitNotice(job, wait);
        silence = silence.plusNanos(System.nanoTime() - from);
        pause = pace.after(pause);
      }
      if (silence.compareTo(pace.heartbeat()) >= 0) {
        listener.silence();
        silence = Duration.ZERO;
      }
      if (events.isOver()) {
        return;
      }
      now = events.next();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
