package stentor.control.master;

import java.nio.file.Path;
import stentor.protocol.job.JobId;

/**
 * A recording that is to become a job. Submitted again, it is the same job: a master that has it
 * already answers with it.
 *
 * @param id names the job; no other has it
 * @param file the recording
 * @param options how it shall be transcribed
 */
public record JobSubmission(JobId id, Path file, TranscriptionOptions options) {}
