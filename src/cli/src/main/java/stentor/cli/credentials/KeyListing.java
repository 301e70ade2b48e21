package stentor.cli.credentials;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import stentor.control.secret.Keeping;
import stentor.control.secret.KeptKey;
import stentor.protocol.json.Documents;
import stentor.protocol.json.Versioned;

/**
 * Access keys as these commands print them.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param keys all that are kept, by name
 */
record KeyListing(int schema, List<Entry> keys) {

  /** Copies the list. */
  KeyListing {
    keys = List.copyOf(keys);
  }

  /**
   * One of them.
   *
   * @param name its name
   * @param hint last letters of its id
   * @param kept where it is
   * @param createdAt since when
   */
  record Entry(String name, String hint, Keeping kept, Instant createdAt) {}

  static KeyListing of(List<KeptKey> keys) {
    return new KeyListing(
        Versioned.SCHEMA,
        keys.stream()
            .map(key -> new Entry(key.name(), key.hint(), key.kept(), key.createdAt()))
            .toList());
  }

  String json() {
    return new String(Documents.write(this), StandardCharsets.UTF_8);
  }
}
