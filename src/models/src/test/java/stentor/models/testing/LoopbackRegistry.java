package stentor.models.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A registry on loopback that answers as a test wants, and remembers what it was asked. */
public final class LoopbackRegistry implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> content = new ConcurrentHashMap<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong served = new AtomicLong();

  /** What it was asked. */
  public record Request(String path, String range, String authorization) {}

  /** How it answers one request instead of well. */
  @FunctionalInterface
  public interface Answer {
    void give(HttpExchange exchange, byte[] body) throws IOException;
  }

  public LoopbackRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Serves a package where a registry has it. */
  public LoopbackRegistry serve(PackageBuilder.Built built) {
    return serve(built.path(), built.archive());
  }

  /** Serves bytes at a path. */
  public LoopbackRegistry serve(String path, byte[] bytes) {
    content.put(path, bytes);
    return this;
  }

  /** Answers the next request in a special way. */
  public LoopbackRegistry next(Answer answer) {
    answers.add(answer);
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Bytes of bodies that were written. */
  public long served() {
    return served.get();
  }

  /** A status without a body. */
  public static Answer status(int status) {
    return (exchange, body) -> exchange.sendResponseHeaders(status, -1);
  }

  /** A redirect. */
  public static Answer redirect(String location) {
    return (exchange, body) -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /** The whole body from the start, whatever was asked. */
  public Answer whole() {
    return (exchange, body) -> {
      exchange.sendResponseHeaders(200, body.length);
      write(exchange, body, 0, body.length);
    };
  }

  /** The first bytes of what was asked, then the connection is cut. */
  public Answer cutAfter(int bytes) {
    return (exchange, body) -> {
      int start = begin(exchange, body);
      write(exchange, body, start, Math.min(bytes, body.length - start));
    };
  }

  /** The first bytes of what was asked, then nothing until the registry is closed. */
  public Answer hangAfter(int bytes) {
    return (exchange, body) -> {
      int start = begin(exchange, body);
      write(exchange, body, start, bytes);
      try {
        Thread.sleep(Duration.ofMinutes(10));
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      requests.add(new Request(path, header(exchange, "Range"), header(exchange, "Authorization")));
      byte[] body = content.get(path);
      Answer answer = Optional.ofNullable(answers.poll()).orElse(this::good);
      answer.give(exchange, body == null ? new byte[0] : body);
    }
  }

  private void good(HttpExchange exchange, byte[] body) throws IOException {
    if (body.length == 0) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    int start = begin(exchange, body);
    write(exchange, body, start, body.length - start);
  }

  private static int begin(HttpExchange exchange, byte[] body) throws IOException {
    String range = header(exchange, "Range");
    if (range.isEmpty()) {
      exchange.sendResponseHeaders(200, body.length);
      return 0;
    }
    int start = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (start >= body.length) {
      exchange.sendResponseHeaders(416, -1);
      return body.length;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + start + "-" + (body.length - 1) + "/" + body.length);
    exchange.sendResponseHeaders(206, body.length - start);
    return start;
  }

  private void write(HttpExchange exchange, byte[] body, int start, int bytes) throws IOException {
    OutputStream out = exchange.getResponseBody();
    out.write(body, start, bytes);
    out.flush();
    served.addAndGet(bytes);
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
