package stentor.protocol.job;

/**
 * A hint on a work queue that a part waits for a worker. The job store is the truth: a message may
 * be lost, doubled or late without harm.
 *
 * @param job the job
 * @param part number of the part
 */
public record PartMessage(JobId job, int part) {}
