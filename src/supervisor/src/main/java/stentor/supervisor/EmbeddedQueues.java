package stentor.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * The local platform's queues: ElasticMQ in this process, in memory, on loopback. What they held is
 * rebuilt from the job store after a start.
 */
final class EmbeddedQueues implements AutoCloseable {

  private final SQSRestServer server;
  private final int port;

  private EmbeddedQueues(SQSRestServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** A port that is free now; the queues can be told to others before they listen on it. */
  static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Starts them and waits until they listen. */
  static EmbeddedQueues start(int port) {
    SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(port).start();
    server.waitUntilStarted();
    return new EmbeddedQueues(server, port);
  }

  static URI endpoint(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  URI endpoint() {
    return endpoint(port);
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}
