package stentor.master.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client of kaldi-gstreamer-server calls that which is recorded, taken as it was sent. Only
 * its hash is a name in the job store: it is as long as any other and has no character that a file
 * system minds.
 *
 * @param hash SHA-256 of the id in lower-case hexadecimal
 */
record ContentId(String hash) {

  /** What kaldi-gstreamer-server takes where a client says nothing. */
  static final String NONE = "none";

  /** What an id may be. */
  static final String EXPECTED = "1 to 255 printable ASCII characters, but not 'none'";

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");

  /** The id, if this is one by which a reference can be sent. */
  static Optional<ContentId> of(Optional<String> sent) {
    return sent.filter(id -> !id.equals(NONE) && PRINTABLE.matcher(id).matches())
        .map(id -> Fingerprint.sha256().digest(id.getBytes(StandardCharsets.US_ASCII)))
        .map(hash -> new ContentId(HexFormat.of().formatHex(hash)));
  }
}
