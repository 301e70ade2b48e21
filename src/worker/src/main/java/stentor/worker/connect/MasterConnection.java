package stentor.worker.connect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.protocol.job.Masters.Master;
import stentor.protocol.job.Probe;
import stentor.protocol.job.WorkerMessage;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;

/**
 * One WebSocket to one master, made again whenever it breaks, until it is closed. A ping every five
 * seconds tells both sides that the other lives. Safe for all threads.
 */
final class MasterConnection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MasterConnection.class);
  private static final Duration PING_EVERY = Duration.ofSeconds(5);

  /** Three pings: a master that does not answer so long is gone, whatever TCP says. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

  private static final Duration LONGEST_SEND = Duration.ofSeconds(10);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 1024;
  private static final String PATH = "/worker/connect";

  private final HttpClient client;
  private final Master master;
  private final Path tokenFile;
  private final WorkerMessage.Hello hello;
  private final RandomGenerator random;
  private final ProbeDesk probes;

  /** Messages; an empty one only wakes the sender. */
  private final BlockingQueue<Optional<WorkerMessage>> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);

  private final Thread thread;
  private volatile boolean open;

  MasterConnection(
      HttpClient client,
      Master master,
      Path tokenFile,
      WorkerMessage.Hello hello,
      RandomGenerator random,
      ProbeDesk probes) {
    this.probes = probes;
    this.client = client;
    this.master = master;
    this.tokenFile = tokenFile;
    this.hello = hello;
    this.random = random;
    this.thread = Thread.ofVirtual().name("master-connection").start(this::keep);
  }

  Master master() {
    return master;
  }

  boolean open() {
    return open;
  }

  /** Sends it soon; drops it where there is no connection: the master looks at the store, too. */
  void send(WorkerMessage message) {
    if (open && !waiting.offer(Optional.of(message))) {
      LOG.debug("Master {} takes messages too slowly", master.name());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void keep() {
    Duration backOff = FIRST_BACK_OFF;
    try {
      while (true) {
        boolean was = false;
        try {
          was = once();
        } catch (IOException | ExecutionException | TimeoutException broken) {
          was = open;
          LOG.info("No connection to master {}: {}", master.name(), reason(broken));
        } finally {
          open = false;
          waiting.clear();
        }
        backOff = was ? FIRST_BACK_OFF : longer(backOff);
        // Half of it to all of it: workers that lost a master together do not come back together.
        Thread.sleep(backOff.multipliedBy(500 + random.nextInt(501)).dividedBy(1000));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration backOff) {
    Duration twice = backOff.multipliedBy(2);
    return twice.compareTo(LONGEST_BACK_OFF) < 0 ? twice : LONGEST_BACK_OFF;
  }

  private static String reason(Exception broken) {
    return String.valueOf(broken.getCause() == null ? broken : broken.getCause());
  }

  /**
   * Connects and sends what waits until the connection ends.
   *
   * @return whether there was one
   */
  private boolean once()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    String token = Files.readString(tokenFile).strip();
    Ear ear = new Ear(probe -> probes.ask(probe, this::send));
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .connectTimeout(Duration.ofSeconds(5))
            .buildAsync(address(), ear)
            .get(LONGEST_SEND.toSeconds(), TimeUnit.SECONDS);
    try {
      send(socket, hello);
      open = true;
      LOG.info("Connected to master {}", master.name());
      sendUntilEnd(socket, ear);
      return true;
    } finally {
      open = false;
      end(socket);
    }
  }

  private URI address() {
    String base = master.address().toString().replaceFirst("^http", "ws");
    return URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
        .resolve(PATH);
  }

  private void sendUntilEnd(WebSocket socket, Ear ear)
      throws InterruptedException, ExecutionException, TimeoutException {
    var _ = ear.ended.whenComplete((_, _) -> waiting.offer(Optional.empty()));
    long nextPing = System.nanoTime();
    while (!ear.ended.isDone()) {
      Optional<WorkerMessage> message =
          waiting.poll(Math.max(1, nextPing - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (message != null && message.isPresent()) {
        send(socket, message.get());
      }
      if (System.nanoTime() >= nextPing) {
        if (System.nanoTime() - ear.heardNanos > LONGEST_SILENCE.toNanos()) {
          throw new TimeoutException("it has been silent for " + LONGEST_SILENCE);
        }
        await(socket.sendPing(ByteBuffer.allocate(0)));
        nextPing = System.nanoTime() + PING_EVERY.toNanos();
      }
    }
    ear.ended.get();
  }

  private static void send(WebSocket socket, WorkerMessage message)
      throws InterruptedException, ExecutionException, TimeoutException {
    await(socket.sendText(new String(Documents.write(message), StandardCharsets.UTF_8), true));
  }

  private static void await(CompletableFuture<WebSocket> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    sent.get(LONGEST_SEND.toSeconds(), TimeUnit.SECONDS);
  }

  private static void end(WebSocket socket) {
    if (!socket.isOutputClosed()) {
      var _ =
          socket
              .sendClose(WebSocket.NORMAL_CLOSURE, "")
              .orTimeout(1, TimeUnit.SECONDS)
              .whenComplete((_, _) -> socket.abort());
    } else {
      socket.abort();
    }
  }

  /** Hears whether the master lives, and its probes; what else it says is for later workers. */
  private static final class Ear implements WebSocket.Listener {

    private final Consumer<Probe> probes;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private volatile long heardNanos = System.nanoTime();

    Ear(Consumer<Probe> probes) {
      this.probes = probes;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      heardNanos = System.nanoTime();
      byte[] piece = new byte[data.remaining()];
      data.get(piece);
      if (frame.size() + piece.length > Probe.MOST_BYTES) {
        ended.completeExceptionally(new IOException("it sent a frame that has no end"));
        return CompletableFuture.completedStage(null);
      }
      frame.writeBytes(piece);
      if (last) {
        ByteBuffer whole = ByteBuffer.wrap(frame.toByteArray());
        frame.reset();
        read(whole);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void read(ByteBuffer whole) {
      try {
        Probe.of(whole).ifPresent(probes);
      } catch (DocumentException foreign) {
        LOG.debug("A master sent a frame that is not understood here", foreign);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heardNanos = System.nanoTime();
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      heardNanos = System.nanoTime();
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      ended.completeExceptionally(new IOException("it closed with " + status + " " + reason));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.completeExceptionally(error);
    }
  }
}
