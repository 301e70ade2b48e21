package stentor.speech.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes {@link PreparedAudio} to a file as its samples come. The header tells of no sample until
 * {@link #finish}: what was left half done never looks whole.
 *
 * <p>Not for use by several threads at once. Interrupting the writing thread ends it with {@link
 * java.nio.channels.ClosedByInterruptException}.
 */
public final class PreparedAudioWriter implements SampleSink, Closeable {

  private static final int BLOCK_BYTES = 32_768;

  private final FileChannel file;
  private final byte[] block = new byte[BLOCK_BYTES];
  private long length;

  private PreparedAudioWriter(FileChannel file) {
    this.file = file;
  }

  /**
   * Begins the file {@code path}, in place of one that may be there.
   *
   * @throws IOException if it cannot be written
   */
  public static PreparedAudioWriter create(Path path) throws IOException {
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    PreparedAudioWriter writer = new PreparedAudioWriter(file);
    try {
      writer.write(new PreparedHeader(0).bytes(), PreparedHeader.BYTES);
    } catch (IOException e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  /** Samples written so far. */
  public long length() {
    return length;
  }

  /**
   * Writes samples, rounded to the nearest of 65,536 steps and clipped to [-1, 1).
   *
   * @throws IllegalStateException if they are more than a WAV file can hold, 37 hours
   * @throws IOException if they cannot be written
   */
  @Override
  public void accept(float[] samples, int samplesLength) throws IOException {
    if (length + samplesLength > PreparedHeader.MAXIMUM_LENGTH) {
      throw new IllegalStateException("more samples than a WAV file can hold");
    }
    int done = 0;
    while (done < samplesLength) {
      int count = Math.min(samplesLength - done, BLOCK_BYTES / Pcm16.BYTES);
      Pcm16.encode(samples, done, count, block);
      write(block, count * Pcm16.BYTES);
      done += count;
    }
    length += samplesLength;
  }

  /** Writes the header that tells of all samples. Without this the file holds none. */
  @Override
  public void finish() throws IOException {
    file.position(0);
    write(new PreparedHeader(length).bytes(), PreparedHeader.BYTES);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void write(byte[] bytes, int count) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, 0, count);
    while (left.hasRemaining()) {
      file.write(left);
    }
  }
}
