package stentor.speech.audio;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Reads the audio of a WAV file (RIFF, RIFX, RF64, BW64) of any encoding of {@link SampleEncoding}
 * as mono: the mean of its channels, at the file's own rate.
 *
 * <p>The input may be hostile. It is read once, in order, in memory that does not depend on its
 * size or on what its header says; nothing is allocated by a number of the header. What is not a
 * WAV file gives an {@link AudioException}, a failure of the stream itself an {@link IOException}.
 * Audio that ends early is read as far as it goes, see {@link #truncated()}.
 *
 * <p>Not for use by several threads at once.
 */
public final class WavReader implements Closeable {

  private static final int BUFFER_BYTES = 32_768;

  private final InputStream in;
  private final WavFormat format;
  private final boolean sizeKnown;
  private final byte[] bytes;
  private final ByteBuffer stored;
  private final FrameDecoder decoder;
  private long bytesLeft;
  private boolean truncated;

  private WavReader(InputStream in, WavHeader header) {
    this.in = in;
    this.format = header.format();
    OptionalLong dataBytes = header.dataBytes();
    this.sizeKnown = dataBytes.isPresent();
    this.bytesLeft = dataBytes.orElse(Long.MAX_VALUE);
    int frames = BUFFER_BYTES / format.frameBytes();
    this.bytes = new byte[frames * format.frameBytes()];
    this.stored = ByteBuffer.wrap(bytes).order(header.order());
    this.decoder = new FrameDecoder(format, frames);
  }

  /**
   * Reads the header from {@code in}, which need not be seekable. The reader owns the stream from
   * here on and closes it, also when this fails.
   *
   * @throws AudioException if this is not a WAV file that can be read
   * @throws IOException if the stream fails
   */
  public static WavReader open(InputStream in) throws IOException {
    boolean opened = false;
    // Many a stream is slow at the few bytes at a time in which a header is read.
    InputStream buffered = new BufferedInputStream(in, 8192);
    try {
      WavReader reader = new WavReader(buffered, WavHeader.read(new HeaderInput(buffered)));
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        buffered.close();
      }
    }
  }

  /**
   * As {@link #open(InputStream)}, from the file {@code path}.
   *
   * @throws AudioException if this is not a WAV file that can be read
   * @throws IOException if the file cannot be read
   */
  public static WavReader open(Path path) throws IOException {
    return open(Files.newInputStream(path));
  }

  /** How the file stores its audio. */
  public WavFormat format() {
    return format;
  }

  /**
   * Reads the next samples, in [-1, 1], into {@code mono} from its beginning.
   *
   * @return how many, at least 1; -1 at the end of the audio
   * @throws IllegalArgumentException if {@code mono} has no room
   * @throws IOException if the stream fails
   */
  public int read(float[] mono) throws IOException {
    if (mono.length == 0) {
      throw new IllegalArgumentException("no room for samples");
    }
    int frameBytes = format.frameBytes();
    long room = Math.min((long) mono.length * frameBytes, bytes.length);
    int wanted = (int) Math.min(room, bytesLeft);
    int got = in.readNBytes(bytes, 0, wanted);
    boolean ended = got < wanted;
    truncated |= (ended && sizeKnown) || got % frameBytes != 0;
    bytesLeft = ended ? 0 : bytesLeft - got;
    int frames = got / frameBytes;
    if (frames == 0) {
      return -1;
    }
    decoder.decode(stored, frames, mono);
    return frames;
  }

  /**
   * Passes over samples of each channel without decoding them; in a file that costs no reading.
   *
   * @param wanted how many, 0 or more
   * @return how many there were, fewer than wanted only at the end of the audio
   * @throws IOException if the stream fails
   */
  public long skip(long wanted) throws IOException {
    int frameBytes = format.frameBytes();
    long bytesWanted =
        Math.min(Math.min(wanted, Long.MAX_VALUE / frameBytes) * frameBytes, bytesLeft);
    long skipped = 0;
    while (skipped < bytesWanted) {
      long now = in.skip(bytesWanted - skipped);
      if (now <= 0 && in.read() < 0) {
        truncated |= sizeKnown || skipped % frameBytes != 0;
        bytesLeft = 0;
        return skipped / frameBytes;
      }
      skipped += Math.max(now, 1);
    }
    bytesLeft -= skipped;
    return skipped / frameBytes;
  }

  /**
   * Whether, as far as was read, the audio ended before the header said it would, or within a
   * frame. Final once {@link #read} has returned -1.
   */
  public boolean truncated() {
    return truncated;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
