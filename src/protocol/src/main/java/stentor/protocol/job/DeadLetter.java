package stentor.protocol.job;

import java.time.Instant;
import stentor.protocol.json.Versioned;

/**
 * A part that was given up, on the dead-letter queue of its model, for people and alarms: the job
 * store has its failed result already.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param job the job
 * @param part number of the part
 * @param attempts how many attempts failed
 * @param reason why the last of them failed
 * @param at when it was given up
 */
public record DeadLetter(int schema, JobId job, int part, int attempts, Failure reason, Instant at)
    implements Versioned {}
