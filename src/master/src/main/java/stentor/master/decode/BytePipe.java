package stentor.master.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import stentor.master.Waiting;

/**
 * Bytes from one thread to another, which reads them as a stream. Whoever writes waits while
 * {@value #MOST_WAITING} bytes or more have not been read. Once the stream is closed nothing more
 * is taken.
 */
final class BytePipe extends InputStream {

  private static final int MOST_WAITING = 64 * 1024;

  private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean ended;
  private boolean closed;

  /** Takes a copy of what remains in the buffer. */
  synchronized void write(ByteBuffer bytes) throws IOException {
    Waiting.on(this, () -> waitingBytes >= MOST_WAITING && !closed);
    if (!closed && !ended && bytes.hasRemaining()) {
      waiting.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
      waitingBytes += waiting.getLast().remaining();
      notifyAll();
    }
  }

  /** Nothing more comes. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    Waiting.on(this, () -> waiting.isEmpty() && !ended && !closed);
    if (closed) {
      throw new IOException("The pipe was closed");
    }
    if (waiting.isEmpty()) {
      return -1;
    }
    ByteBuffer first = waiting.getFirst();
    int count = Math.min(length, first.remaining());
    first.get(bytes, offset, count);
    if (!first.hasRemaining()) {
      waiting.removeFirst();
    }
    waitingBytes -= count;
    notifyAll();
    return count;
  }

  @Override
  public synchronized int available() {
    return waitingBytes;
  }

  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
    waitingBytes = 0;
    notifyAll();
  }
}
