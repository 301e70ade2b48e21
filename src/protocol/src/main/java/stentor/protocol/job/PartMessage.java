package stentor.protocol.job;

import java.util.Optional;

/**
 * A hint on a work queue that a part waits for a worker. The job store is the truth: a message may
 * be lost, doubled or late without harm.
 *
 * @param job the job
 * @param part number of the part
 * @param replyTo name of the master whose client waits for the job; absent where none does
 */
public record PartMessage(JobId job, int part, Optional<String> replyTo) {

  /** A hint of a part whose end nobody waits for. */
  public PartMessage(JobId job, int part) {
    this(job, part, Optional.empty());
  }
}
