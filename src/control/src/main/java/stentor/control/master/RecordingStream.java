package stentor.control.master;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import stentor.control.problem.ControlException;
import stentor.control.problem.RequestProblem;
import stentor.protocol.file.IoReason;

/**
 * A recording's bytes while they are sent. What goes wrong is thrown as a {@link ControlException}
 * about the file, so that it is not taken for a fault of the connection. Of a file come exactly as
 * many bytes as it had when it was opened, because their number is told first; of a pipe at most as
 * many as may be sent.
 */
final class RecordingStream extends InputStream {

  private final Path path;
  private final InputStream in;
  private final OptionalLong length;
  private final long most;
  private final LongConsumer told;
  private long read;

  private RecordingStream(Path path, OptionalLong length, long most, LongConsumer told)
      throws IOException {
    this.path = path;
    this.length = length;
    this.most = most;
    this.told = told;
    this.in = Files.newInputStream(path);
  }

  /**
   * The bytes of a file that has this many.
   *
   * @param told is told how many have been read, after each read
   */
  static RecordingStream ofFile(Path path, long length, LongConsumer told) throws IOException {
    return new RecordingStream(path, OptionalLong.of(length), length, told);
  }

  /**
   * The bytes of a pipe, at most this many.
   *
   * @param told is told how many have been read, after each read
   */
  static RecordingStream ofPipe(Path path, long most, LongConsumer told) throws IOException {
    return new RecordingStream(path, OptionalLong.empty(), most, told);
  }

  /** How many bytes there are; absent: nobody knows before the end. */
  OptionalLong length() {
    return length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int count) {
    boolean isFile = length.isPresent();
    if (isFile && read == most) {
      return -1;
    }
    int got;
    try {
      got = in.read(bytes, offset, isFile ? (int) Math.min(count, most - read) : count);
    } catch (IOException failed) {
      throw new ControlException(
          new RequestProblem.UnreadableFile(path, IoReason.of(failed)), failed);
    }
    if (got < 0 && isFile) {
      throw new ControlException(
          new RequestProblem.UnreadableFile(path, "it became shorter while it was sent"));
    }
    read += Math.max(0, got);
    if (read > most) {
      throw new ControlException(new RequestProblem.FileTooLarge(path, most));
    }
    told.accept(read);
    return got;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
