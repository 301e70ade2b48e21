package stentor.jobs.lifecycle;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.jobs.batch.AtOnce;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.queue.WorkQueue.Depth;
import stentor.jobs.store.JobStore;
import stentor.protocol.job.JobId;

/** Puts parts back of which the queues have lost the messages. Used by one thread. */
final class LostParts {

  static final int MOST_REFRESHED = 1000;

  /** Messages that are put back at a look on a queue that has others. */
  private static final int MOST_PUT_BACK = 1000;

  /** Jobs that are put back before the duty is asked for anew. */
  private static final int STRETCH = 500;

  private static final int READ_AT_ONCE = 16;

  /** A few batches of messages. */
  private static final int DISPATCHED_AT_ONCE = 64;

  private final JobStore store;
  private final WorkQueue queue;
  private final PartDispatcher dispatcher;
  private final OpenJobs jobs;
  private final JobEndings endings;
  private Set<QueueName> suspected = Set.of();

  LostParts(
      JobStore store,
      WorkQueue queue,
      PartDispatcher dispatcher,
      OpenJobs jobs,
      JobEndings endings) {
    this.store = store;
    this.queue = queue;
    this.dispatcher = dispatcher;
    this.jobs = jobs;
    this.endings = endings;
  }

  /**
   * Compares the store with the queues.
   *
   * @param first whether nothing is known of an earlier look
   */
  Sweep look(boolean first, KeptDuty duty) throws IOException {
    Set<QueueName> before = first ? Set.of() : suspected;
    Set<QueueName> now = new HashSet<>();
    List<Sweep> done = new ArrayList<>();
    for (String model : jobs.models()) {
      QueueName few = queue(model, QueueName.Kind.SHORT);
      QueueName many = queue(model, QueueName.Kind.LONG);
      Depth fewDepth = queue.depth(few);
      Depth manyDepth = queue.depth(many);
      boolean lost = first && fewDepth.total() + manyDepth.total() == 0;
      for (Map.Entry<QueueName, Depth> each :
          List.of(Map.entry(few, fewDepth), Map.entry(many, manyDepth))) {
        QueueName name = each.getKey();
        done.add(refreshIfMissing(name, each.getValue()));
        long missing = jobs.unfinished(name) - each.getValue().total();
        if (missing > 0 && (lost || before.contains(name))) {
          done.add(putBack(name, lost, atMost(missing, each.getValue()), duty));
        } else if (missing > 0) {
          now.add(name);
        }
      }
    }
    suspected = now;
    return Sweep.all(done);
  }

  private QueueName queue(String model, QueueName.Kind kind) {
    return new QueueName(jobs.environment(), model, kind);
  }

  /**
   * Queues are first in, first out, more or less: what is lost is as old as what is being worked
   * on, or older. An empty queue has lost everything.
   */
  private static long atMost(long missing, Depth depth) {
    return depth.total() == 0
        ? Long.MAX_VALUE
        : Math.min(MOST_PUT_BACK, missing + depth.inFlight());
  }

  /**
   * Asks which parts of the longer jobs have ended where the queue seems to have too few messages,
   * those first that were not asked for the longest time.
   */
  private Sweep refreshIfMissing(QueueName name, Depth depth) throws IOException {
    if (jobs.unfinished(name) <= depth.total()) {
      return Sweep.NOTHING;
    }
    List<Map.Entry<JobId, OpenJob>> stale =
        jobs.prepared().entrySet().stream()
            .filter(job -> job.getValue().endsPartByPart())
            .filter(job -> job.getValue().queues().contains(name))
            .sorted(Comparator.comparing(job -> -job.getValue().staleness()))
            .limit(MOST_REFRESHED)
            .toList();
    List<Set<Integer>> ended = AtOnce.map(READ_AT_ONCE, stale, job -> store.ended(job.getKey()));
    List<Sweep> done = new ArrayList<>();
    for (int i = 0; i < stale.size(); i++) {
      JobId job = stale.get(i).getKey();
      stale.get(i).getValue().ended(ended.get(i));
      if (stale.get(i).getValue().complete()) {
        done.add(endings.orEnd(job, () -> endings.join(job)));
      }
    }
    return Sweep.all(done);
  }

  /**
   * Puts parts back, those of the oldest jobs first.
   *
   * @param all also of jobs that are met for the first time
   * @param most parts, more by at most those of one job
   */
  private Sweep putBack(QueueName name, boolean all, long most, KeptDuty duty) throws IOException {
    List<JobId> chosen = new ArrayList<>();
    long parts = 0;
    for (Map.Entry<JobId, OpenJob> each : jobs.prepared().entrySet()) {
      int unfinished = each.getValue().unfinished(name);
      if (parts < most && unfinished > 0 && (all || each.getValue().seenBefore())) {
        chosen.add(each.getKey());
        parts += unfinished;
      }
    }
    List<Sweep> done = new ArrayList<>();
    for (int from = 0; from < chosen.size() && (from == 0 || duty.holds()); from += STRETCH) {
      List<JobId> stretch = chosen.subList(from, Math.min(from + STRETCH, chosen.size()));
      done.addAll(AtOnce.map(DISPATCHED_AT_ONCE, stretch, this::putBack));
    }
    return Sweep.all(done);
  }

  private Sweep putBack(JobId job) throws IOException {
    return endings.orEnd(
        job,
        () -> {
          int messages = dispatch(job);
          return messages > 0 ? Sweep.putBack(messages) : endings.join(job);
        });
  }

  private int dispatch(JobId job) throws IOException {
    try {
      return dispatcher.dispatch(job, Optional.empty());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw (IOException) new ClosedByInterruptException().initCause(hurried);
    }
  }
}
