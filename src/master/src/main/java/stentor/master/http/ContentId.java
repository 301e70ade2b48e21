package stentor.master.http;

import java.util.Optional;

/**
 * What a client of kaldi-gstreamer-server calls that which is recorded, a {@link PrintableName}.
 *
 * @param hash SHA-256 of the id in lower-case hexadecimal
 */
record ContentId(String hash) {

  /** What kaldi-gstreamer-server takes where a client says nothing. */
  static final String NONE = "none";

  /** What an id may be. */
  static final String EXPECTED = "1 to 255 printable ASCII characters, but not 'none'";

  /** The id, if this is one by which a reference can be sent. */
  static Optional<ContentId> of(Optional<String> sent) {
    return sent.filter(id -> !id.equals(NONE)).flatMap(PrintableName::hash).map(ContentId::new);
  }
}
