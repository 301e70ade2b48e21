package stentor.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of a WebSocket on which the server says JSON, a document a message, one at a time. */
public abstract class JsonListener implements WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** The status with which it was closed; exceptional where the connection broke. */
  protected final CompletableFuture<Integer> closed = new CompletableFuture<>();

  private final StringBuilder text = new StringBuilder();

  /** Takes the next document. */
  protected abstract void hear(JsonNode event);

  /** Sends audio from here on, so many bytes a frame, with a pause after each. */
  public static void speak(WebSocket socket, byte[] audio, int from, int block, Duration pace)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (int at = from; at < audio.length; at += block) {
      socket
          .sendBinary(ByteBuffer.wrap(audio, at, Math.min(block, audio.length - at)), true)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      TimeUnit.NANOSECONDS.sleep(pace.toNanos());
    }
  }

  @Override
  public final CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        hear(JSON.readTree(text.toString()));
      } catch (IOException noJson) {
        closed.completeExceptionally(noJson);
      }
      text.setLength(0);
    }
    from.request(1);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public final CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.complete(status);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public final void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }
}
