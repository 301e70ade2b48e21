package stentor.protocol.job;

import java.time.Instant;
import stentor.protocol.json.Versioned;

/**
 * A score that was found once: {@code jobs/<id>/score.json}. Outcomes do not change and references
 * may, so it says of which one it is.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param reference when the reference came that it is of
 * @param score what was found
 */
public record ScoreDocument(int schema, Instant reference, Score score) implements Versioned {}
