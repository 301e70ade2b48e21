package stentor.protocol.program;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads lines of bytes of a limited length from a pipe. For one thread at a time. */
public final class BoundedLines {

  private final InputStream in;
  private final int most;

  /**
   * Reads from a pipe, ahead of what was asked for.
   *
   * @param most bytes that a line may have, its end not counted
   */
  public BoundedLines(InputStream in, int most) {
    this.in = new BufferedInputStream(in);
    this.most = most;
  }

  /**
   * The next line without its end; absent where there are no more. What follows the last line end
   * is no line.
   *
   * @throws IOException if the pipe breaks or the line is longer than it may be
   */
  public Optional<byte[]> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (line.size() == most) {
        throw new IOException("A line has more than " + most + " bytes");
      }
      line.write(next);
    }
    return Optional.of(line.toByteArray());
  }
}
