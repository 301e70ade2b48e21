package stentor.control.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Chooses the TCP port of a new environment on loopback, which it keeps all its life.
 *
 * <p>It lies below the ports that systems lend to outgoing connections (Linux: from 32768; the
 * others: from 49152, RFC 6335), so that none of those is met by chance at a later start.
 */
final class PortChoice {

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int MOST_TRIES = 200;
  private static final Duration CONNECT = Duration.ofSeconds(1);

  private PortChoice() {}

  /**
   * A port that is free now and none of these.
   *
   * @throws IOException if none is found
   */
  static int choose(RandomGenerator random, Set<Integer> taken) throws IOException {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (!taken.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw new IOException(
        "none of %d ports between %d and %d is free".formatted(MOST_TRIES, LOWEST, HIGHEST));
  }

  /** Whether one can listen on the port. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Whether somebody answers on the port. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) CONNECT.toMillis());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
