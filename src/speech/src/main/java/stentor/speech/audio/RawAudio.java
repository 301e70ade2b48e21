package stentor.speech.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Audio without a container, as it comes in pieces: bytes in, 16 kHz mono out. Pieces may end
 * anywhere. Holds no memory to speak of before the first byte, and 0.7 MB at most from then on. Not
 * for use by several threads at once.
 */
public final class RawAudio {

  private static final int READ_AT_ONCE = 8192;

  private final WavFormat format;
  private final ByteOrder order;
  private final SampleSink target;
  private final AudioLimits limits;
  private Optional<Blocks> blocks = Optional.empty();

  private RawAudio(WavFormat format, ByteOrder order, SampleSink target, AudioLimits limits) {
    this.format = format;
    this.order = order;
    this.target = target;
    this.limits = limits;
  }

  /**
   * Decodes into {@code target}.
   *
   * @param limits more than these is {@link AudioProblem.TooLong}
   */
  public static RawAudio into(
      SampleSink target, WavFormat format, ByteOrder order, AudioLimits limits) {
    return new RawAudio(format, order, target, limits);
  }

  /**
   * Takes the next bytes.
   *
   * @throws AudioException if this is more than the limits allow
   * @throws IOException if the target cannot take it
   */
  public void accept(ByteBuffer bytes) throws IOException {
    if (!bytes.hasRemaining()) {
      return;
    }
    if (blocks.isEmpty()) {
      SampleSink resampled = Resampler.into(new LengthGuard(target, limits), format.rate());
      blocks = Optional.of(new Blocks(format, order, resampled));
    }
    blocks.get().accept(bytes);
  }

  /**
   * Takes all there is, as it comes, and then the end.
   *
   * @return whether there was a byte
   * @throws AudioException if it is longer than the limits allow
   * @throws IOException if it cannot be read, or the target cannot take it
   */
  public boolean acceptAll(InputStream in) throws IOException {
    byte[] block = new byte[READ_AT_ONCE];
    for (int count = in.read(block); count >= 0; count = in.read(block)) {
      accept(ByteBuffer.wrap(block, 0, count));
    }
    finish();
    return blocks.isPresent();
  }

  /** The end: less than a frame is left out. */
  public void finish() throws IOException {
    if (blocks.isPresent()) {
      blocks.get().target.finish();
    } else {
      target.finish();
    }
  }

  /** Bytes put together to frames. */
  private static final class Blocks {

    private static final int MOST_FRAMES = 512;

    /** 64 frames of 64 channels. */
    private static final int MOST_BYTES = 32 * 1024;

    private final WavFormat format;
    private final SampleSink target;
    private final ByteBuffer stored;
    private final FrameDecoder decoder;
    private final float[] mono;

    Blocks(WavFormat format, ByteOrder order, SampleSink target) {
      int frames = Math.clamp(MOST_BYTES / format.frameBytes(), 1, MOST_FRAMES);
      this.format = format;
      this.target = target;
      this.stored = ByteBuffer.allocate(frames * format.frameBytes()).order(order);
      this.decoder = new FrameDecoder(format, frames);
      this.mono = new float[frames];
    }

    void accept(ByteBuffer bytes) throws IOException {
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
  }
}
