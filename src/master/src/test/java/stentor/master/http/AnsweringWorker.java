package stentor.master.http;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import stentor.protocol.job.Probe;
import stentor.protocol.job.WorkerMessage;
import stentor.protocol.json.Documents;
import stentor.speech.audio.Samples;
import stentor.speech.language.Evidence;
import stentor.speech.transcript.Segment;

/** Dials a master as a worker does, and hears "hello world" in whatever it is asked about. */
final class AnsweringWorker implements WebSocket.Listener {

  private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

  private AnsweringWorker() {}

  /** Connects it, of the only model that is served. */
  static void dial(MasterFixture master) throws Exception {
    WebSocket socket =
        master
            .client
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + MasterFixture.TOKEN)
            .buildAsync(
                URI.create(master.uri("/worker/connect").toString().replaceFirst("^http", "ws")),
                new AnsweringWorker())
            .get(30, TimeUnit.SECONDS);
    say(socket, new WorkerMessage.Hello("answering", "tiny-en", "1")).get(30, TimeUnit.SECONDS);
  }

  private static CompletableFuture<WebSocket> say(WebSocket socket, WorkerMessage message) {
    return socket.sendText(new String(Documents.write(message), StandardCharsets.UTF_8), true);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    frame.writeBytes(bytes);
    CompletionStage<?> answered = CompletableFuture.completedStage(null);
    if (last) {
      Probe probe = Probe.of(ByteBuffer.wrap(frame.toByteArray())).orElseThrow();
      frame.reset();
      answered = say(socket, answer(probe));
    }
    socket.request(1);
    return answered;
  }

  private static WorkerMessage answer(Probe probe) {
    double from = (double) probe.from() / Samples.RATE;
    double to = (double) probe.to() / Samples.RATE;
    Evidence evidence = new Evidence(to - from, "hello world", 2, OptionalDouble.of(-0.1), false);
    Segment segment =
        new Segment(
            from, to, "hello world", "en", List.of(), List.of(), OptionalDouble.of(-0.1), false);
    return new WorkerMessage.Probed(
        probe.number(), Optional.of(evidence), probe.language().map(wanted -> segment), true, 0.1);
  }
}
