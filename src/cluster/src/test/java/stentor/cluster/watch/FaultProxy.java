package stentor.cluster.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to a port of loopback that can be cut, refused, or made to say nothing any more. */
final class FaultProxy implements AutoCloseable {

  private final ServerSocket door;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Mode mode = Mode.OPEN;

  /** What becomes of bytes and of new connections. */
  enum Mode {
    /** They go through. */
    OPEN,
    /** Bytes are swallowed and connections stay open: a death that nobody sees. */
    SILENT,
    /** New connections are closed at once. */
    REFUSED
  }

  FaultProxy(int target) throws IOException {
    this.target = target;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var _ = Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** How many connections there have been. */
  int connections() {
    return connections.get();
  }

  void become(Mode next) {
    mode = next;
  }

  /** Ends all connections. */
  void cut() throws IOException {
    for (Socket each : open) {
      each.close();
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        connections.incrementAndGet();
        if (mode == Mode.REFUSED) {
          client.close();
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        var _ = Thread.ofVirtual().start(() -> copy(client, server));
        var _ = Thread.ofVirtual().start(() -> copy(server, client));
      } catch (IOException closed) {
        // The door is closed, or one connection was not made: its client sees that.
      }
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] buffer = new byte[16 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (mode != Mode.SILENT) {
          out.write(buffer, 0, read);
          out.flush();
        }
      }
    } catch (IOException cut) {
      // Both ends are closed then.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
