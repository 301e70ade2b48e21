package stentor.protocol.environment;

import java.time.Instant;
import stentor.protocol.json.Versioned;

/**
 * One line of {@code environments/<name>/journal.jsonl}, which tells of the changes of an
 * environment: what was meant before it was done, and what came of it. Lines are only added, by
 * whoever holds the writer's lock; anybody may read them meanwhile. Holds no secret.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param operation the change it belongs to
 * @param sequence place in that change, from 1, without gaps
 * @param at when
 * @param entry what
 */
public record JournalLine(
    int schema, OperationId operation, long sequence, Instant at, JournalEntry entry)
    implements Versioned {}
