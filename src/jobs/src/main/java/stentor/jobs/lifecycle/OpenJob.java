package stentor.jobs.lifecycle;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import stentor.jobs.queue.QueueName;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;

/** What a sweeper remembers of a prepared job that is open. Used by one thread. */
final class OpenJob {

  private final Map<QueueName, BitSet> parts = new HashMap<>();
  private final BitSet ended = new BitSet();
  private final int length;
  private int looks;
  private int refreshed;

  private OpenJob(int length) {
    this.length = length;
  }

  static OpenJob of(EnvironmentName environment, PreparedJob prepared) {
    OpenJob job = new OpenJob(prepared.parts().size());
    for (Part part : prepared.parts()) {
      job.parts
          .computeIfAbsent(
              QueueName.forParts(environment, part.model(), job.length), name -> new BitSet())
          .set(part.number());
    }
    return job;
  }

  Set<QueueName> queues() {
    return parts.keySet();
  }

  /** Parts that belong on this queue and had not ended when they were last looked at. */
  int unfinished(QueueName queue) {
    BitSet unfinished = (BitSet) parts.getOrDefault(queue, new BitSet()).clone();
    unfinished.andNot(ended);
    return unfinished.cardinality();
  }

  /** Whether its parts end one by one; a job of one part ends with it. */
  boolean endsPartByPart() {
    return length > 1;
  }

  boolean complete() {
    return ended.cardinality() == length;
  }

  void ended(Iterable<Integer> numbers) {
    numbers.forEach(ended::set);
    refreshed = looks;
  }

  /** Looks since its ended parts were looked at. */
  int staleness() {
    return looks - refreshed;
  }

  void seenAgain() {
    looks++;
  }

  /** Whether it was prepared at an earlier look already. */
  boolean seenBefore() {
    return looks > 0;
  }
}
