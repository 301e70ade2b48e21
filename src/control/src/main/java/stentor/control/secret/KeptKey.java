package stentor.control.secret;

import java.time.Instant;
import stentor.protocol.json.Versioned;

/**
 * What is known of an access key without opening it.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param name by which profiles are named
 * @param hint last letters of its id
 * @param kept where it is
 * @param createdAt since when
 */
public record KeptKey(int schema, String name, String hint, Keeping kept, Instant createdAt)
    implements Versioned {}
