package stentor.jobs.lifecycle;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import stentor.jobs.queue.BatchSender;
import stentor.jobs.queue.QueueName;
import stentor.jobs.queue.WorkQueue;
import stentor.jobs.store.JobStore;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.PartMessage;
import stentor.protocol.job.PartResult;
import stentor.protocol.job.PreparedJob;
import stentor.protocol.job.PreparedJob.Part;

/** Tells the workers of a job's parts that wait. Safe for all threads; a repetition is harmless. */
public final class PartDispatcher {

  private final EnvironmentName environment;
  private final JobStore store;
  private final BatchSender sender;
  private final Clock clock;

  /** Dispatches jobs of this environment. */
  public PartDispatcher(EnvironmentName environment, JobStore store, WorkQueue queue, Clock clock) {
    this.clock = clock;
    this.environment = environment;
    this.store = store;
    this.sender = new BatchSender(queue);
  }

  /**
   * Puts a message on the right queue for every part that has not ended; messages of several jobs
   * go together. Returns when they are there.
   *
   * @param replyTo name of the master whose client waits for the job; empty where none does
   * @return how many messages
   * @throws stentor.jobs.queue.QueueException if the queues do not answer
   */
  public int dispatch(JobId job, Optional<String> replyTo)
      throws IOException, InterruptedException {
    Optional<PreparedJob> prepared = store.prepared(job);
    if (prepared.isEmpty()) {
      return 0;
    }
    SortedSet<Integer> ended = store.ended(job);
    int parts = prepared.get().parts().size();
    Map<QueueName, List<PartMessage>> messages = new LinkedHashMap<>();
    for (Part part : prepared.get().parts()) {
      if (ended.contains(part.number())) {
        continue;
      }
      if (part.language().equals(PreparedJob.NO_LANGUAGE)) {
        store.createResult(job, notUnderstood(prepared.get(), part));
      } else {
        messages
            .computeIfAbsent(
                QueueName.forParts(environment, part.model(), parts), name -> new ArrayList<>())
            .add(new PartMessage(job, part.number(), replyTo, prepared.get().trace()));
      }
    }
    int sent = 0;
    for (Map.Entry<QueueName, List<PartMessage>> each : messages.entrySet()) {
      sender.send(each.getKey(), each.getValue());
      sent += each.getValue().size();
    }
    return sent;
  }

  /** A part that is in no language of those that are served ends before anybody tries it. */
  private PartResult notUnderstood(PreparedJob prepared, Part part) {
    Instant now = clock.instant();
    return new PartResult(
        JobRequest.SCHEMA,
        part.number(),
        part.model(),
        prepared.modelVersion(),
        0,
        now,
        now,
        List.of(),
        Optional.of(
            new Failure(
                "language_not_supported",
                "What is said here is in none of the languages that are served.")));
  }
}
