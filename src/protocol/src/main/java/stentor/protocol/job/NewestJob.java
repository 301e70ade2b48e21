package stentor.protocol.job;

import java.util.Optional;
import stentor.protocol.json.Versioned;

/**
 * Which job of a recording came last: {@code recordings/<recording>.json}. Written before the job
 * is accepted, replaced by the next job of the recording, erased with the job.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param job the job; not yet accepted where its master died before it was
 * @param before the job that was the newest until then, and still is where {@code job} was not
 *     accepted
 */
public record NewestJob(int schema, JobId job, Optional<JobId> before) implements Versioned {}
