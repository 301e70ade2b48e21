package stentor.worker.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import stentor.protocol.json.Documents;
import stentor.protocol.program.WorkerHealth;

/**
 * Answers how this worker is: {@code /health/live}, {@code /health/ready} and {@code /metrics}, the
 * last with the environment's token only. Answers come from virtual threads and wait for nothing,
 * so that a worker whose engine is wedged still says so.
 */
public final class HealthServer implements AutoCloseable {

  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Supplier<WorkerHealth> health;
  private final Supplier<String> metrics;
  private final Optional<byte[]> authorization;

  private HealthServer(
      HttpServer server,
      ExecutorService threads,
      Supplier<WorkerHealth> health,
      Supplier<String> metrics,
      Optional<String> token) {
    this.server = server;
    this.threads = threads;
    this.health = health;
    this.metrics = metrics;
    this.authorization = token.map(secret -> ("Bearer " + secret).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Begins to answer.
   *
   * @param address of a network interface of this computer
   * @param port TCP port there, 0 for any that is free
   * @param token who names it may read the metrics; absent: nobody may
   * @throws IOException if the port is taken
   */
  public static HealthServer start(
      InetAddress address,
      int port,
      Optional<String> token,
      Supplier<WorkerHealth> health,
      Supplier<String> metrics)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    HealthServer started = new HealthServer(server, threads, health, metrics, token);
    server.setExecutor(threads);
    server.createContext("/", started::answer);
    server.start();
    return started;
  }

  /** The TCP port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, METHOD_NOT_ALLOWED, TEXT, "Only GET is answered here.\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/health/live" -> send(exchange, OK, TEXT, "live\n");
        case "/health/ready" -> ready(exchange);
        case "/metrics" -> metrics(exchange);
        case String other -> send(exchange, NOT_FOUND, TEXT, "There is nothing here.\n");
      }
    }
  }

  private void ready(HttpExchange exchange) throws IOException {
    WorkerHealth seen = health.get();
    String document = new String(Documents.write(seen), StandardCharsets.UTF_8);
    send(exchange, seen.ready() ? OK : UNAVAILABLE, JSON, document + "\n");
  }

  private void metrics(HttpExchange exchange) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] bytes = given == null ? new byte[0] : given.getBytes(StandardCharsets.UTF_8);
    if (authorization.filter(wanted -> MessageDigest.isEqual(wanted, bytes)).isPresent()) {
      send(exchange, OK, WorkerMeters.CONTENT_TYPE, metrics.get());
    } else {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      send(exchange, UNAUTHORIZED, TEXT, "The environment's token is needed.\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
