package stentor.control.master;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stentor.control.Endpoint;

/** A real HTTP server that answers each call as it was told to. */
final class MasterDouble implements AutoCloseable {

  /** What it says. */
  record Said(int status, String body) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, Said> answers = new ConcurrentHashMap<>();

  /** The calls that came, as {@code METHOD path?query}. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  MasterDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          calls.add(call);
          Said said = answers.getOrDefault(call, new Said(404, "no such thing"));
          byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  /** Lets it answer this call so. */
  void on(String call, int status, String body) {
    answers.put(call, new Said(status, body));
  }

  Endpoint endpoint() {
    return new Endpoint(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "secret-token");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
