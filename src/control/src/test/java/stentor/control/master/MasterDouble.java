package stentor.control.master;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
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
  private final Map<String, Deque<Said>> answers = new ConcurrentHashMap<>();

  /** The calls that came, as {@code METHOD path?query}. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  /** Headers of all calls, by name. */
  final Map<String, List<String>> headers =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Bodies of all calls. */
  final List<String> bodies = new CopyOnWriteArrayList<>();

  MasterDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          calls.add(call);
          exchange
              .getRequestHeaders()
              .forEach(
                  (name, values) ->
                      headers
                          .computeIfAbsent(name, none -> new CopyOnWriteArrayList<>())
                          .addAll(values));
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          Said said = next(call);
          byte[] bytes = said.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  private Said next(String call) {
    Deque<Said> left =
        answers.getOrDefault(
            call, new ConcurrentLinkedDeque<>(List.of(new Said(404, "no such thing"))));
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  /** Lets it answer this call so. */
  void on(String call, int status, String body) {
    inTurn(call, new Said(status, body));
  }

  /** Lets it answer this call so, one after the other, then always with the last. */
  void inTurn(String call, Said... said) {
    answers.put(call, new ConcurrentLinkedDeque<>(List.of(said)));
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
