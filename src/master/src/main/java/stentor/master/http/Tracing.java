package stentor.master.http;

import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import stentor.protocol.identity.TraceId;
import stentor.protocol.job.Origin;

/**
 * Gives every request a trace: that of its {@code traceparent}, or a new one where there is none,
 * more than one, or one that is malformed. Its answer tells it. Safe for all threads.
 */
final class Tracing {

  /**
   * Header of the answer: the trace's id. W3C's recommendation has {@code traceparent} in requests
   * only.
   */
  static final String HEADER = "Stentor-Trace";

  private static final String ATTRIBUTE = "stentor.trace";

  private final RandomGenerator random;

  Tracing(RandomGenerator random) {
    this.random = random;
  }

  void begin(Context context) {
    List<String> parents = Collections.list(context.req().getHeaders(TraceId.TRACEPARENT));
    Optional<TraceId> told =
        parents.size() == 1 ? TraceId.ofTraceparent(parents.getFirst()) : Optional.empty();
    TraceId trace = told.orElseGet(() -> TraceId.next(random));
    context.attribute(ATTRIBUTE, trace);
    context.header(HEADER, trace.value());
  }

  /** The trace of a request that was begun. */
  static TraceId of(Context context) {
    return begun(context.attribute(ATTRIBUTE));
  }

  /** Where a job comes from that this request makes. */
  static Origin origin(Context context) {
    return new Origin(of(context), Caller.of(context).token());
  }

  /** Where a job comes from that this connection makes. */
  static Origin origin(WsContext context) {
    return new Origin(begun(context.attribute(ATTRIBUTE)), Caller.of(context).token());
  }

  private static TraceId begun(@Nullable TraceId trace) {
    return Objects.requireNonNull(trace, "a request begins with its trace");
  }
}
