package stentor.protocol.job;

import java.util.Optional;
import stentor.protocol.identity.TraceId;

/**
 * A hint on a work queue that a part waits for a worker. The job store is the truth: a message may
 * be lost, doubled or late without harm.
 *
 * @param job the job
 * @param part number of the part
 * @param replyTo name of the master whose client waits for the job; absent where none does
 * @param trace the job's, for the log; absent where it is not known
 */
public record PartMessage(JobId job, int part, Optional<String> replyTo, Optional<TraceId> trace) {

  /** A hint of a part whose end nobody waits for. */
  public PartMessage(JobId job, int part) {
    this(job, part, Optional.empty(), Optional.empty());
  }
}
