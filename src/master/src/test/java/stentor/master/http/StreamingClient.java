package stentor.master.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A client of {@code /client/ws/speech}. */
final class StreamingClient implements WebSocket.Listener {

  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

  private StreamingClient() {}

  /** Connects with these parameters. */
  static StreamingClient connect(MasterFixture master, Map<String, String> parameters)
      throws Exception {
    String query =
        parameters.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?token=" + MasterFixture.TOKEN + "&", ""));
    StreamingClient client = new StreamingClient();
    var _ =
        master
            .client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(
                    master.uri("/client/ws/speech" + query).toString().replaceFirst("^http", "ws")),
                client)
            .get(30, TimeUnit.SECONDS);
    return client;
  }

  /** Sends all of it, so many bytes a frame. */
  void speak(byte[] audio, int block) throws Exception {
    for (int from = 0; from < audio.length; from += block) {
      int length = Math.min(block, audio.length - from);
      socket().sendBinary(ByteBuffer.wrap(audio, from, length), true).get(30, TimeUnit.SECONDS);
    }
  }

  /** Says that nothing more comes. */
  void end() throws Exception {
    socket().sendText("EOS", true).get(30, TimeUnit.SECONDS);
  }

  /** Goes away without a word. */
  void abort() {
    socket().abort();
  }

  /** Waits until the master closes; all that it said. */
  List<JsonNode> heard() throws Exception {
    if (closed() != WebSocket.NORMAL_CLOSURE) {
      throw new IOException("closed with " + closed.join());
    }
    return List.copyOf(events);
  }

  /** Waits until the master closes; the code. */
  int closed() throws Exception {
    return closed.get(60, TimeUnit.SECONDS);
  }

  /** What it said until now. */
  List<JsonNode> soFar() {
    return List.copyOf(events);
  }

  private WebSocket socket() {
    return opened.join();
  }

  @Override
  public void onOpen(WebSocket socket) {
    opened.complete(socket);
    socket.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        events.add(MasterFixture.JSON.readTree(text.toString()));
      } catch (IOException noJson) {
        closed.completeExceptionally(noJson);
      }
      text.setLength(0);
    }
    socket.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    closed.complete(status);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.completeExceptionally(error);
  }
}
