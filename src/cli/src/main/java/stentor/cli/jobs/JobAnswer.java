package stentor.cli.jobs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.json.Versioned;

/**
 * A job as these commands print it: the master's document, and its version.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param job the job
 */
record JobAnswer(int schema, @JsonUnwrapped JobDocument job) {

  /** A job in the version that is written today. */
  static JobAnswer of(JobDocument job) {
    return new JobAnswer(Versioned.SCHEMA, job);
  }
}
