package stentor.master.decode;

import java.io.IOException;
import java.util.function.LongSupplier;
import stentor.speech.audio.AudioException;
import stentor.speech.audio.AudioProblem;
import stentor.speech.audio.Container;
import stentor.speech.audio.SampleSink;
import stentor.speech.audio.Samples;

/**
 * Passes samples on as long as they are no more than so many bytes can hold: a few kilobytes that
 * claim a tiny rate, or a great gap in time, unfold to a day of silence.
 */
final class ExpansionGuard implements SampleSink {

  /** Silence in the thriftiest codec, in packets of 0.4 s, takes some twenty-five. */
  private static final int LEAST_BYTES_A_SECOND = 16;

  /** What a header and the first packet may make. */
  private static final long FREE_SECONDS = 60;

  private final SampleSink target;
  private final Container container;
  private final LongSupplier bytes;
  private long samples;

  /**
   * Guards one stream.
   *
   * @param bytes how many have come so far
   */
  ExpansionGuard(SampleSink target, Container container, LongSupplier bytes) {
    this.target = target;
    this.container = container;
    this.bytes = bytes;
  }

  @Override
  public void accept(float[] block, int length) throws IOException {
    samples += length;
    if (samples / Samples.RATE > FREE_SECONDS + bytes.getAsLong() / LEAST_BYTES_A_SECOND) {
      throw new AudioException(
          new AudioProblem.Undecodable(
              container, "it unfolds to more than can be said in so few bytes"));
    }
    target.accept(block, length);
  }

  @Override
  public void finish() throws IOException {
    target.finish();
  }
}
