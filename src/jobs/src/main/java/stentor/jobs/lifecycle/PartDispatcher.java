package stentor.jobs.lifecycle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.store.JobStore;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;

/** Tells the workers of a job's parts that wait. Safe for all threads; a repetition is harmless. */
public final class PartDispatcher {

  private final EnvironmentName environment;
  private final JobStore store;
  private final WorkQueue queue;

  /** Dispatches jobs of this environment. */
  public PartDispatcher(EnvironmentName environment, JobStore store, WorkQueue queue) {
    this.environment = environment;
    this.store = store;
    this.queue = queue;
  }

  /**
   * Puts a message on the right queue for every part that has not ended.
   *
   * @throws stentor.jobs.queue.QueueException if the queues do not answer
   */
  public void dispatch(JobId job) throws IOException {
    Optional<PreparedJob> prepared = store.prepared(job);
    if (prepared.isEmpty()) {
      return;
    }
    SortedSet<Integer> ended = store.ended(job);
    int parts = prepared.get().parts().size();
    Map<QueueName, List<PartMessage>> messages = new LinkedHashMap<>();
    for (Part part : prepared.get().parts()) {
      if (!ended.contains(part.number())) {
        messages
            .computeIfAbsent(
                QueueName.forParts(environment, part.model(), parts), name -> new ArrayList<>())
            .add(new PartMessage(job, part.number()));
      }
    }
    messages.forEach(queue::send);
  }
}
