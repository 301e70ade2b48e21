package stentor.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import stentor.acceptance.JsonListener;
import stentor.protocol.program.Arguments;

/**
 * Many clients of {@code WS /client/ws/speech} at once: some that only hold their connection, and
 * some that talk at the pace of speech. {@code --url URL --token TOKEN --clip FILE --idle N
 * --talking N --rounds N [--spread SECONDS] [--master PID]}: the clip is 16 kHz mono 16-bit WAV
 * with the shortest header; each who talks says it so often, with a second of silence between, and
 * all begin within the spread (0: in chorus). Prints how late results came: a partial by the time
 * since the result before it, or since this clip began; a final by its own end. Then what was said,
 * and the master's resident memory (Linux), a minute after all have left too.
 */
final class StreamLoadProgram {

  private static final int WAV_HEADER = 44;
  private static final int BYTES_A_SECOND = 32_000;
  private static final int BLOCK = BYTES_A_SECOND / 4;
  private static final Duration PACE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String CAPS =
      "audio/x-raw, layout=(string)interleaved, rate=(int)16000, format=(string)S16LE,"
          + " channels=(int)1";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Arguments arguments;

  private StreamLoadProgram(Arguments arguments) {
    this.arguments = arguments;
  }

  /** Runs it. */
  public static void main(String[] words) throws Exception {
    new StreamLoadProgram(Arguments.of(List.of(words))).run();
  }

  private void run() throws Exception {
    byte[] clip = Files.readAllBytes(Path.of(arguments.required("clip")));
    byte[] speech = Arrays.copyOfRange(clip, WAV_HEADER, clip.length);
    memory("at first");
    List<Client> idle = new ArrayList<>();
    for (int count = 0; count < arguments.number("idle", 0); count++) {
      idle.add(connect());
    }
    memory("with " + idle.size() + " idle");
    List<Client> talking = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    int talkers = arguments.number("talking", 1);
    for (int count = 0; count < talkers; count++) {
      Client client = connect();
      talking.add(client);
      long delay = 1000L * arguments.number("spread", 0) * count / talkers;
      threads.add(Thread.ofVirtual().start(() -> talk(client, speech, Duration.ofMillis(delay))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (Client client : talking) {
      int status = client.closed().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      System.out.printf(
          "closed %d, %d partials, largest lateness %d ms, %d finals, largest lateness %d ms: %s%n",
          status,
          client.partials,
          client.latestPartialMillis,
          client.finals.size(),
          client.latestFinalMillis,
          String.join(" ", client.finals));
    }
    memory("after all talked");
    idle.forEach(client -> client.socket().abort());
    http.close();
    memory("after all left");
    if (arguments.optional("master").isPresent()) {
      Thread.sleep(Duration.ofMinutes(1));
      memory("a minute later");
    }
  }

  private void memory(String when) {
    arguments
        .optional("master")
        .ifPresent(
            pid -> {
              try {
                String rss =
                    Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("");
                System.out.println(when + ": " + rss);
              } catch (IOException gone) {
                throw new UncheckedIOException(gone);
              }
            });
  }

  private Client connect() throws Exception {
    Client client = new Client();
    client.socket.complete(
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create(
                    arguments.required("url").replaceFirst("^http", "ws")
                        + "/client/ws/speech?token="
                        + arguments.required("token")
                        + "&content-type="
                        + URLEncoder.encode(CAPS, StandardCharsets.UTF_8)),
                client)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return client;
  }

  private void talk(Client client, byte[] speech, Duration delay) {
    try {
      Thread.sleep(delay);
      for (int round = 0; round < arguments.number("rounds", 1); round++) {
        client.beginClip();
        client.say(speech);
        client.say(new byte[BYTES_A_SECOND]);
      }
      client.socket().sendText("EOS", true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception broken) {
      client.closed().completeExceptionally(broken);
    }
  }

  /** One client; what it hears is counted on one thread at a time. */
  private static final class Client extends JsonListener {

    private final List<String> finals = new ArrayList<>();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private int partials;
    private long latestPartialMillis;
    private long latestFinalMillis;
    private long lastHeardNanos;
    private volatile long began;
    private volatile long clipBegan;

    private void beginClip() {
      clipBegan = System.nanoTime();
    }

    private void say(byte[] pcm) throws Exception {
      if (began == 0) {
        began = System.nanoTime();
        lastHeardNanos = began;
      }
      speak(socket(), pcm, 0, BLOCK, PACE);
    }

    private CompletableFuture<Integer> closed() {
      return closed;
    }

    private WebSocket socket() {
      return socket.join();
    }

    @Override
    protected void hear(JsonNode event) {
      long now = System.nanoTime();
      if (event.has("total-length")) {
        finals.add(event.at("/result/hypotheses/0/transcript").asText());
        long end = began + (long) (event.get("total-length").asDouble() * 1e9);
        latestFinalMillis = Math.max(latestFinalMillis, (now - end) / 1_000_000);
        lastHeardNanos = now;
      } else if (event.has("result")) {
        partials++;
        long since = Math.max(lastHeardNanos, clipBegan);
        latestPartialMillis = Math.max(latestPartialMillis, (now - since) / 1_000_000);
        lastHeardNanos = now;
      }
    }
  }
}
