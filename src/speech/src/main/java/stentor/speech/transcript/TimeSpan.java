package stentor.speech.transcript;

/**
 * A stretch of a recording.
 *
 * @param start seconds from the beginning of the recording
 * @param end seconds from the beginning of the recording, not before {@code start}
 */
public record TimeSpan(double start, double end) {

  /** Length in seconds. */
  public double seconds() {
    return end - start;
  }
}
