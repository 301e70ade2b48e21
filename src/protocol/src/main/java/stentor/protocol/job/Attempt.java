package stentor.protocol.job;

import java.time.Instant;
import java.util.Optional;
import stentor.protocol.json.Versioned;

/**
 * One try of a worker at a part: {@code jobs/<id>/parts/<n>.attempt-<k>.json}. Written when the try
 * begins; its failure is added when it ends in one. A lease that was handed back leaves none.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param number which try it is, from 1
 * @param worker name of the worker
 * @param startedAt when it began
 * @param failure why it ended without a result; absent while it runs, on success, and where the
 *     worker died
 */
public record Attempt(
    int schema, int number, String worker, Instant startedAt, Optional<Failure> failure)
    implements Versioned {}
