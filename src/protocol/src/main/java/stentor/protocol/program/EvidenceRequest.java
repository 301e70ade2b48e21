package stentor.protocol.program;

/**
 * Asks {@code worker --evidence} what its model makes of a recording; one line of JSON on its
 * standard input.
 *
 * @param recording path of a WAV file
 */
public record EvidenceRequest(String recording) {

  /** A line of one is never longer, in bytes. */
  public static final int MOST_BYTES = 64 * 1024;
}
