package stentor.master.http;

import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import stentor.protocol.json.Documents;
import stentor.protocol.kaldi.ServiceStatus;

/**
 * {@code WS /client/ws/status}: pushes how many workers there are and how much was done, at once
 * and whenever it has changed.
 */
final class StatusSocket {

  private static final Duration IDLE = Duration.ofDays(1);
  private static final int MOST_FRAME_BYTES = 1024;
  private static final int MOST_LISTENERS = 500;

  private final Supplier<Map<String, Integer>> workers;
  private final Supplier<Long> processed;
  private final Set<WsContext> listeners = ConcurrentHashMap.newKeySet();
  private Optional<ServiceStatus> told = Optional.empty();

  /**
   * Tells of these.
   *
   * @param workers how many are connected, by model
   * @param processed how many streams and requests have ended
   */
  StatusSocket(Supplier<Map<String, Integer>> workers, Supplier<Long> processed) {
    this.workers = workers;
    this.processed = processed;
  }

  void configure(WsConfig socket) {
    socket.onConnect(
        context -> {
          context.session.setIdleTimeout(IDLE);
          context.session.setMaxFrameSize(MOST_FRAME_BYTES);
          if (listeners.size() >= MOST_LISTENERS) {
            context.closeSession();
            return;
          }
          listeners.add(context);
          send(context, status());
        });
    socket.onClose(listeners::remove);
  }

  /** Looks whether something has changed, and tells it; to be called now and then. */
  synchronized void look() {
    ServiceStatus now = status();
    if (!Optional.of(now).equals(told)) {
      told = Optional.of(now);
      listeners.forEach(listener -> send(listener, now));
    }
  }

  private ServiceStatus status() {
    Map<String, Integer> models = workers.get();
    return new ServiceStatus(
        models.values().stream().mapToInt(Integer::intValue).sum(),
        processed.get(),
        models.entrySet().stream().map(each -> Map.of(each.getKey(), each.getValue())).toList());
  }

  private static void send(WsContext context, ServiceStatus status) {
    if (context.session.isOpen()) {
      context.send(new String(Documents.write(status), StandardCharsets.UTF_8));
    }
  }
}
