package stentor.master.http;

import io.javalin.websocket.WsCloseStatus;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stentor.master.connect.ConnectedWorker;
import stentor.master.connect.WorkerDirectory;
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
  private static final int MOST_FRAME_BYTES = 16 * 1024;
  private static final int LONGEST_NAME = 100;
  private static final String WORKER = "worker";

  private final WorkerDirectory directory;
  private final PartEnds partEnds;

  WorkerSocket(WorkerDirectory directory, PartEnds partEnds) {
    this.directory = directory;
    this.partEnds = partEnds;
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
      case WorkerMessage.PartEnded _ when worker.isEmpty() ->
          refuse(context, "It has not said hello");
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
    Connection connection = new Connection(context, hello.worker(), hello.model());
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

  private record Connection(WsContext context, String name, String model)
      implements ConnectedWorker {
    @Override
    public void close(String reason) {
      context.closeSession(WsCloseStatus.NORMAL_CLOSURE, reason);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
