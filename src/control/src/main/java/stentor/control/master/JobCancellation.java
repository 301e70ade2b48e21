package stentor.control.master;

import stentor.protocol.gateway.JobDocument;

/**
 * What became of the wish to cancel a job. A job that had ended is left as it is, with its result.
 *
 * @param byThisCall whether the job was cancelled by it; false: it had ended before
 * @param job the job as it is now
 */
public record JobCancellation(boolean byThisCall, JobDocument job) {}
