package stentor.speech.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A recording in the form the job store keeps: a WAV file of {@value Samples#RATE} Hz, mono, 16-bit
 * PCM with a header of 44 bytes and nothing after the samples. Any part of it can be read without
 * the rest, and 16-bit audio of that rate has passed into it without the change of a bit.
 *
 * <p>Immutable, safe for use by several threads; holds no file open.
 */
public final class PreparedAudio {

  private static final int BLOCK_BYTES = 32_768;

  private final Path path;
  private final long length;

  private PreparedAudio(Path path, long length) {
    this.path = path;
    this.length = length;
  }

  /**
   * The prepared audio in the file {@code path}.
   *
   * @throws AudioException if the file is not prepared audio or is shorter than its header says
   * @throws IOException if the file cannot be read
   */
  public static PreparedAudio open(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer head = ByteBuffer.allocate(PreparedHeader.BYTES);
      boolean more = true;
      while (more && head.hasRemaining()) {
        more = file.read(head) >= 0;
      }
      byte[] bytes = new byte[head.position()];
      head.get(0, bytes);
      long length = PreparedHeader.parse(bytes).length();
      if (file.size() < offset(length)) {
        throw shortened(length);
      }
      return new PreparedAudio(path, length);
    }
  }

  /** How many samples there are. */
  public long length() {
    return length;
  }

  /** Length in seconds. */
  public double seconds() {
    return (double) length / Samples.RATE;
  }

  /**
   * The samples from {@code from} (included) to {@code to} (excluded), without reading others.
   *
   * @throws IndexOutOfBoundsException if the range leaves the audio
   * @throws AudioException if the file was cut short since it was opened
   * @throws IOException if the file cannot be read; {@link
   *     java.nio.channels.ClosedByInterruptException} if the thread is interrupted
   */
  public Samples read(long from, long to) throws IOException {
    float[] samples = new float[rangeLength(from, to, length)];
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      file.position(offset(from));
      int done = 0;
      while (done < samples.length) {
        block.clear();
        block.limit((int) Math.min(block.capacity(), (samples.length - done) * 2L));
        while (block.hasRemaining()) {
          if (file.read(block) < 0) {
            throw shortened(length);
          }
        }
        int count = block.limit() / Pcm16.BYTES;
        Pcm16.decode(block.array(), count, samples, done);
        done += count;
      }
    }
    return new Samples(samples);
  }

  /**
   * The samples from {@code from} (included) to {@code to} (excluded) of the prepared audio that
   * {@code in} gives from its first byte. Reads no further than {@code to} and leaves the stream
   * open.
   *
   * @throws IndexOutOfBoundsException if the range leaves the audio
   * @throws AudioException if this is not prepared audio or it ends before its header says
   * @throws IOException if the stream fails
   */
  public static Samples read(InputStream in, long from, long to) throws IOException {
    long length = PreparedHeader.parse(in.readNBytes(PreparedHeader.BYTES)).length();
    int wanted = rangeLength(from, to, length);
    byte[] block = new byte[BLOCK_BYTES];
    long passed = 0;
    while (passed < from) {
      passed += fill(in, block, from - passed, length);
    }
    return readStretch(in, wanted);
  }

  /**
   * The samples that {@code in} gives from the first byte of the first of them, for who fetched
   * only the bytes from {@link #offset}; that it is prepared audio cannot be checked then. Reads no
   * further and leaves the stream open.
   *
   * @param length how many samples
   * @throws AudioException if it ends before
   * @throws IOException if the stream fails
   */
  public static Samples readStretch(InputStream in, int length) throws IOException {
    float[] samples = new float[length];
    byte[] block = new byte[BLOCK_BYTES];
    int done = 0;
    while (done < length) {
      int count = fill(in, block, (long) length - done, length);
      Pcm16.decode(block, count, samples, done);
      done += count;
    }
    return new Samples(samples);
  }

  /** Where in the file the sample begins, in bytes; of the length: where the file ends. */
  public static long offset(long sample) {
    return PreparedHeader.BYTES + sample * Pcm16.BYTES;
  }

  /**
   * Writes {@code samples} to {@code out} as prepared audio and leaves the stream open.
   *
   * @throws IOException if the stream fails
   */
  public static void write(Samples samples, OutputStream out) throws IOException {
    out.write(new PreparedHeader(samples.length()).bytes());
    byte[] block = new byte[BLOCK_BYTES];
    int done = 0;
    while (done < samples.length()) {
      int count = Math.min(samples.length() - done, BLOCK_BYTES / Pcm16.BYTES);
      Pcm16.encode(samples.array(), done, count, block);
      out.write(block, 0, count * Pcm16.BYTES);
      done += count;
    }
  }

  private static int rangeLength(long from, long to, long length) {
    Objects.checkFromToIndex(from, to, length);
    return Math.toIntExact(to - from);
  }

  /** Fills the block with up to {@code wanted} samples and says how many they are. */
  private static int fill(InputStream in, byte[] block, long wanted, long length)
      throws IOException {
    int bytes = (int) Math.min(block.length, wanted * Pcm16.BYTES);
    if (in.readNBytes(block, 0, bytes) < bytes) {
      throw shortened(length);
    }
    return bytes / Pcm16.BYTES;
  }

  private static AudioException shortened(long length) {
    return PreparedHeader.notPrepared(
        "it ends before the %d samples it should have".formatted(length));
  }
}
