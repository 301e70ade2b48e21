package stentor.rounds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import stentor.control.Endpoint;
import stentor.protocol.job.JobId;

/** One recording that is streamed to a master, and what it said; its events come one at a time. */
final class SpokenStream implements WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A quarter of a second of audio, sent ten times as fast as it was spoken. */
  private static final int BLOCK = 8_000;

  private static final Duration PACE = Duration.ofMillis(25);
  private static final int WAV_HEADER = 44;

  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final List<String> finals = new ArrayList<>();
  private Optional<JobId> job = Optional.empty();

  private SpokenStream() {}

  /**
   * What a client can know of its stream.
   *
   * @param job its job, where the master said that it is one
   * @param text all finals
   */
  record Told(Optional<JobId> job, String text) {}

  /**
   * Streams a recording to its end.
   *
   * @param contentId what the client calls it
   * @return without a job where the master refused it, or died over it
   */
  static Told send(HttpClient client, Endpoint master, Recording recording, String contentId)
      throws InterruptedException {
    SpokenStream stream = new SpokenStream();
    try {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create(
                      master.url().toString().replaceFirst("^http", "ws")
                          + "/client/ws/speech?token="
                          + master.token()
                          + "&content-id="
                          + contentId),
                  stream)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      byte[] wav = recording.wav();
      for (int from = WAV_HEADER; from < wav.length; from += BLOCK) {
        socket
            .sendBinary(ByteBuffer.wrap(wav, from, Math.min(BLOCK, wav.length - from)), true)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        TimeUnit.MILLISECONDS.sleep(PACE.toMillis());
      }
      socket.sendText("EOS", true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      int _ = stream.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return new Told(stream.job, String.join(" ", stream.finals));
    } catch (ExecutionException masterDied) {
      return new Told(Optional.empty(), "");
    } catch (TimeoutException hangs) {
      throw new AssertionError("the stream " + contentId + " hangs", hangs);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
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

  private void hear(JsonNode event) {
    if (event.at("/result/final").asBoolean()) {
      finals.add(event.at("/result/hypotheses/0/transcript").asText());
    } else if (event.has("adaptation_state")) {
      job = JobId.of(event.get("id").asText());
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.complete(status);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }
}
