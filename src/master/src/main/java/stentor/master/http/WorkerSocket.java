package stentor.master.http;

import io.javalin.websocket.WsCloseStatus;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.master.connect.ConnectedWorker;
import stentor.master.connect.Question;
import stentor.master.connect.WorkerDirectory;
import stentor.protocol.job.Probe;
import stentor.protocol.job.WorkerMessage;
import stentor.protocol.json.DocumentException;
import stentor.protocol.json.Documents;
import stentor.protocol.model.ModelNames;

/**
 * {@code WS /worker/connect}: takes what a worker says, one JSON document a text frame ({@link
 * WorkerMessage}). Whoever breaks the protocol is disconnected with the reason.
 */
public final class WorkerSocket {

  /** Workers send a ping every five seconds; one that is silent so long is dead. */
  static final Duration IDLE = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(WorkerSocket.class);
  private static final int MOST_FRAME_BYTES = 256 * 1024;
  private static final int LONGEST_NAME = 100;
  private static final String WORKER = "worker";
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

  private final WorkerDirectory directory;
  private final PartEnds partEnds;
  private final BiConsumer<String, WorkerMessage.PartRecognised> work;

  /**
   * Takes what workers say.
   *
   * @param work hears of what parts took, with the id of their model; must not block
   */
  WorkerSocket(
      WorkerDirectory directory,
      PartEnds partEnds,
      BiConsumer<String, WorkerMessage.PartRecognised> work) {
    this.directory = directory;
    this.partEnds = partEnds;
    this.work = work;
  }

  /** Hears of parts that ended. Called by many threads; must not block. */
  @FunctionalInterface
  public interface PartEnds {

    /** A worker says that a part has a result in the store. */
    void ended(WorkerMessage.PartEnded message);
  }

  void configure(WsConfig socket) {
    socket.onConnect(
        context -> {
          context.session.setIdleTimeout(IDLE);
          context.session.setMaxFrameSize(MOST_FRAME_BYTES);
          context.session.setMaxTextMessageSize(MOST_FRAME_BYTES);
          context.session.setMaxBinaryMessageSize(MOST_FRAME_BYTES);
        });
    socket.onMessage(this::message);
    socket.onBinaryMessage(context -> refuse(context, "Only text frames are understood"));
    socket.onClose(
        context -> {
          worker(context).ifPresent(directory::leave);
          worker(context).ifPresent(Connection::ended);
          LOG.info("A worker's connection ended: {} {}", context.status(), context.reason());
        });
    // The close follows.
    socket.onError(context -> LOG.debug("A worker's connection broke", context.error()));
  }

  private void message(WsMessageContext context) {
    WorkerMessage message;
    try {
      message =
          Documents.read(context.message().getBytes(StandardCharsets.UTF_8), WorkerMessage.class);
    } catch (DocumentException foreign) {
      refuse(context, "Not a worker's message");
      return;
    }
    Optional<Connection> worker = worker(context);
    switch (message) {
      case WorkerMessage.Hello hello when worker.isEmpty() -> join(context, hello);
      case WorkerMessage.Hello _ -> refuse(context, "It has said hello before");
      case WorkerMessage.Probed _, WorkerMessage.PartEnded _, WorkerMessage.PartRecognised _
          when worker.isEmpty() ->
          refuse(context, "It has not said hello");
      case WorkerMessage.Probed probed -> worker.get().answered(probed);
      case WorkerMessage.PartRecognised took -> work.accept(worker.get().model(), took);
      case WorkerMessage.PartEnded ended when ended.job() == null ->
          refuse(context, "Its part is of no job");
      case WorkerMessage.Unknown _ -> LOG.debug("A worker sent a frame of a type unknown here");
      case WorkerMessage.PartEnded ended -> partEnds.ended(ended);
    }
  }

  private void join(WsContext context, WorkerMessage.Hello hello) {
    if (hello.worker() == null
        || hello.worker().isBlank()
        || hello.worker().length() > LONGEST_NAME
        || hello.model() == null
        || !ModelNames.isId(hello.model())) {
      refuse(context, "Its hello names no worker or no model");
      return;
    }
    Connection connection =
        new Connection(
            context,
            hello.worker(),
            hello.model(),
            Optional.ofNullable(hello.modelVersion()).orElse(""));
    context.attribute(WORKER, connection);
    if (!directory.join(connection)) {
      context.closeSession(WsCloseStatus.TRY_AGAIN_LATER, "There are too many workers");
      return;
    }
    LOG.info("Worker {} with {} is connected", hello.worker(), hello.model());
  }

  private static Optional<Connection> worker(WsContext context) {
    return Optional.ofNullable(context.attribute(WORKER));
  }

  private static void refuse(WsContext context, String reason) {
    LOG.warn("A worker's connection is closed: {}", reason);
    context.closeSession(WsCloseStatus.POLICY_VIOLATION, reason);
  }

  /** So long a worker that could not answer is asked last. */
  private static final Duration UNABLE = Duration.ofSeconds(5);

  private static final int UNABLE_COUNTS_AS = 1_000;

  /** One connection; equal to itself only. */
  private static final class Connection implements ConnectedWorker {

    private final WsContext context;
    private final String name;
    private final String model;
    private final String modelVersion;
    private final AtomicLong lastProbe = new AtomicLong();
    private final Map<Long, CompletableFuture<WorkerMessage.Probed>> probes =
        new ConcurrentHashMap<>();
    private volatile long unableSince = System.nanoTime() - UNABLE.toNanos();
    private volatile boolean ended;

    Connection(WsContext context, String name, String model, String modelVersion) {
      this.modelVersion = modelVersion;
      this.context = context;
      this.name = name;
      this.model = model;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String model() {
      return model;
    }

    @Override
    public CompletableFuture<WorkerMessage.Probed> probe(Question question) {
      long number = lastProbe.incrementAndGet();
      CompletableFuture<WorkerMessage.Probed> answer = new CompletableFuture<>();
      probes.put(number, answer);
      // Nobody waits longer, and who does not answer shall not look busy for ever.
      var _ =
          answer
              .completeOnTimeout(
                  WorkerMessage.Probed.unable(number), ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS)
              .whenComplete((_, _) -> probes.remove(number));
      Probe probe =
          new Probe(
              number,
              Math.toIntExact(question.speech().from()),
              Math.toIntExact(question.speech().to()),
              question.language(),
              question.thorough(),
              question.audio());
      context.send(ByteBuffer.wrap(probe.toFrame()));
      if (ended) {
        ended();
      }
      return answer;
    }

    @Override
    public String modelVersion() {
      return modelVersion;
    }

    /** Who cannot answer does so at once, and would be asked again and again for it. */
    @Override
    public int unanswered() {
      boolean unable = System.nanoTime() - unableSince < UNABLE.toNanos();
      return probes.size() + (unable ? UNABLE_COUNTS_AS : 0);
    }

    void answered(WorkerMessage.Probed probed) {
      if (probed.evidence().isEmpty()) {
        unableSince = System.nanoTime();
      }
      CompletableFuture<WorkerMessage.Probed> answer = probes.get(probed.number());
      if (answer != null) {
        boolean _ = answer.complete(probed);
      }
    }

    /** Nothing will be answered any more. */
    void ended() {
      ended = true;
      Map.copyOf(probes)
          .forEach((number, answer) -> answer.complete(WorkerMessage.Probed.unable(number)));
    }

    @Override
    public void close(String reason) {
      context.closeSession(WsCloseStatus.NORMAL_CLOSURE, reason);
    }
  }
}
