package stentor.speech.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Audio without a container, as it comes in pieces: bytes in, 16 kHz mono out. Pieces may end
 * anywhere. Not for use by several threads at once.
 */
public final class RawAudio {

  private static final int BLOCK_FRAMES = 512;

  private final WavFormat format;
  private final SampleSink target;
  private final ByteBuffer stored;
  private final FrameDecoder decoder;
  private final float[] mono = new float[BLOCK_FRAMES];

  private RawAudio(WavFormat format, ByteOrder order, SampleSink target) {
    this.format = format;
    this.target = target;
    this.stored = ByteBuffer.allocate(BLOCK_FRAMES * format.frameBytes()).order(order);
    this.decoder = new FrameDecoder(format, BLOCK_FRAMES);
  }

  /**
   * Decodes into {@code target}.
   *
   * @param limits more than these is {@link AudioProblem.TooLong}
   */
  public static RawAudio into(
      SampleSink target, WavFormat format, ByteOrder order, AudioLimits limits) {
    return new RawAudio(
        format, order, Resampler.into(new LengthGuard(target, limits), format.rate()));
  }

  /**
   * Takes the next bytes.
   *
   * @throws AudioException if this is more than the limits allow
   * @throws IOException if the target cannot take it
   */
  public void accept(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int count = Math.min(bytes.remaining(), stored.remaining());
      stored.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      decode();
    }
  }

  private void decode() throws IOException {
    int frameBytes = format.frameBytes();
    int frames = stored.position() / frameBytes;
    if (frames == 0) {
      return;
    }
    decoder.decode(stored, frames, mono);
    stored.flip().position(frames * frameBytes);
    stored.compact();
    target.accept(mono, frames);
  }

  /** The end: less than a frame is left out. */
  public void finish() throws IOException {
    target.finish();
  }
}
