package stentor.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Connections to a master on loopback that are kept and used again: a client that costs next to
 * nothing, since it runs on the computer that is measured. Safe for all threads.
 */
final class MasterConnections implements AutoCloseable {

  private final int port;
  private final String token;
  private final int timeoutMilliseconds;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  /**
   * Connections to the master on this port.
   *
   * @param timeoutMilliseconds how long an answer may be awaited
   */
  MasterConnections(int port, String token, int timeoutMilliseconds) {
    this.port = port;
    this.token = token;
    this.timeoutMilliseconds = timeoutMilliseconds;
  }

  /** An answer. */
  record Answer(int status, String body) {}

  /** Sends a body and reads the answer. */
  Answer post(String path, String contentType, byte[] body) throws IOException {
    return exchange(
        head("POST", path)
            + ("Content-Type: " + contentType + "\r\nContent-Length: " + body.length + "\r\n\r\n"),
        body);
  }

  /** Asks. */
  Answer get(String path) throws IOException {
    return exchange(head("GET", path) + "\r\n", new byte[0]);
  }

  private String head(String method, String path) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: 127.0.0.1:"
        + port
        + "\r\nAuthorization: Bearer "
        + token
        + "\r\n";
  }

  private Answer exchange(String head, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    Connection known = idle.pollFirst();
    if (known != null) {
      try {
        return exchange(known, request.toByteArray());
      } catch (java.net.SocketTimeoutException late) {
        throw late;
      } catch (IOException closedMeanwhile) {
        known.close();
      }
    }
    return exchange(connect(), request.toByteArray());
  }

  private Answer exchange(Connection connection, byte[] request) throws IOException {
    boolean whole = false;
    try {
      connection.send(request);
      Answer answer = connection.read();
      whole = true;
      return answer;
    } finally {
      if (whole && !connection.ends) {
        idle.addFirst(connection);
      } else {
        connection.close();
      }
    }
  }

  private Connection connect() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(timeoutMilliseconds);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMilliseconds);
    return new Connection(socket);
  }

  @Override
  public void close() throws IOException {
    for (Connection next = idle.poll(); next != null; next = idle.poll()) {
      next.close();
    }
  }

  /** One connection, used by one thread at a time. Knows as much of HTTP/1.1 as the master says. */
  private static final class Connection {

    private static final int MOST_LINE = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private boolean ends;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    void send(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
    }

    Answer read() throws IOException {
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      int length = 0;
      boolean chunked = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring("content-length:".length()).strip());
        }
        chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        ends |= lower.startsWith("connection:") && lower.contains("close");
      }
      byte[] body = chunked ? chunks() : in.readNBytes(length);
      return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
        body.writeBytes(in.readNBytes(size));
        line();
      }
      line();
      return body.toByteArray();
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0 || line.length() == MOST_LINE) {
          throw new EOFException("no whole answer");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }

    void close() throws IOException {
      socket.close();
    }
  }
}
