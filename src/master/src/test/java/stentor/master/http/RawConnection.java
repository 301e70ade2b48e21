package stentor.master.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A connection over which a client may send whatever it likes. The master must end it: who sends no
 * more is answered, or let go.
 */
final class RawConnection implements AutoCloseable {

  /** A request waits for its decoder and for workers of the test, which answer at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Socket socket;

  RawConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    socket.setTcpNoDelay(true);
  }

  /** Sends these bytes, or as many of them as the master still takes. */
  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException refused) {
      // It has closed already; why is in its answer.
    }
  }

  /** Sends no more. */
  void finish() {
    try {
      socket.shutdownOutput();
    } catch (IOException refused) {
      // It has closed already.
    }
  }

  /** Reads one line, without its end; less at the end of the connection. */
  String line() throws IOException {
    return until('\n').stripTrailing();
  }

  /** Reads to this character, which is left out; less at the end of the connection. */
  String until(char last) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = read(); next >= 0 && next != last; next = read()) {
      text.append((char) next);
    }
    return text.toString();
  }

  private int read() throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("no answer, and the connection is open", silent);
    } catch (IOException reset) {
      return -1;
    }
  }

  /** Reads until the master closes the connection. */
  byte[] rest() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] block = new byte[8192];
    try {
      for (int count = 0; count >= 0; count = socket.getInputStream().read(block)) {
        all.write(block, 0, count);
      }
    } catch (SocketTimeoutException silent) {
      throw new AssertionError(
          "the connection is still open after: " + all.toString(ISO_8859_1), silent);
    } catch (IOException reset) {
      // Closed, with something of ours unread.
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
