package stentor.speech.audio;

import java.io.IOException;

/** Takes mono samples as they come: the end of a pipe, or one more length of it. */
public interface SampleSink {

  /**
   * Takes the first {@code length} of {@code samples}, which stay the caller's: the sink neither
   * keeps nor changes the array.
   *
   * @throws IOException if they cannot be written
   */
  void accept(float[] samples, int length) throws IOException;

  /**
   * Takes note that no more samples come, passes on what was held back and tells the next sink.
   * Called once, after the last {@link #accept}.
   *
   * @throws IOException if what was held back cannot be written
   */
  void finish() throws IOException;
}
