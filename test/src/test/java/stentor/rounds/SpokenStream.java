package stentor.rounds;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import stentor.acceptance.JsonListener;
import stentor.control.Endpoint;
import stentor.protocol.job.JobId;

/** One recording that is streamed to a master, and what it said; its events come one at a time. */
final class SpokenStream extends JsonListener {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A quarter of a second of audio, sent ten times as fast as it was spoken. */
  private static final int BLOCK = 8_000;

  private static final Duration PACE = Duration.ofMillis(25);
  private static final int WAV_HEADER = 44;

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
      speak(socket, recording.wav(), WAV_HEADER, BLOCK, PACE);
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
  protected void hear(JsonNode event) {
    if (event.at("/result/final").asBoolean()) {
      finals.add(event.at("/result/hypotheses/0/transcript").asText());
    } else if (event.has("adaptation_state")) {
      job = JobId.of(event.get("id").asText());
    }
  }
}
