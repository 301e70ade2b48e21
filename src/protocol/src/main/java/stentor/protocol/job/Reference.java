package stentor.protocol.job;

import java.time.Instant;
import stentor.protocol.json.Versioned;

/**
 * What was truly said in a recording, as somebody who knows it wrote it down: {@code
 * jobs/<id>/reference.json}, or {@code recordings/<recording>.reference.json} while no job of the
 * recording was accepted. A later one takes its place.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param user who sent it, by the client's own word; {@code none} where it did not say
 * @param at when it came
 * @param text what was said
 */
public record Reference(int schema, String user, Instant at, String text) implements Versioned {}
