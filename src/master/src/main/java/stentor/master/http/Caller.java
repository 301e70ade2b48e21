package stentor.master.http;

import io.javalin.http.Context;
import io.javalin.websocket.WsContext;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stentor.protocol.access.TokenName;

/**
 * Whose token a call carries.
 *
 * @param token name of the token; absent: it is the environment's own
 */
record Caller(Optional<TokenName> token) {

  /** Who has the environment's own token. */
  static final Caller ENVIRONMENT = new Caller(Optional.empty());

  private static final String ATTRIBUTE = "stentor.caller";

  static Caller named(TokenName token) {
    return new Caller(Optional.of(token));
  }

  boolean isEnvironment() {
    return token.isEmpty();
  }

  /** Remembers who makes the call. */
  void makes(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /** Who made a call that was let in. */
  static Caller of(Context context) {
    return letIn(context.attribute(ATTRIBUTE));
  }

  /** Who made a connection that was let in. */
  static Caller of(WsContext context) {
    return letIn(context.attribute(ATTRIBUTE));
  }

  private static Caller letIn(@Nullable Caller caller) {
    return Objects.requireNonNull(caller, "whoever was let in is known");
  }
}
