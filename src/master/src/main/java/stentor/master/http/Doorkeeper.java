package stentor.master.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stentor.master.MasterException;
import stentor.master.MasterProblem;

/**
 * Lets in who carries a token of the environment and asks from this computer. Host and Origin are
 * checked, too, so that no web page reaches the master through the browser of its user (DNS
 * rebinding). Safe for all threads.
 */
final class Doorkeeper {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String SCHEME = "bearer ";

  /** What clients may use; all else is for the environment's own programs. */
  private static final List<String> FOR_CLIENTS = List.of("/v1/", "/client/", "/metrics");

  private final AccessTokens tokens;
  private final Set<String> hosts;

  /**
   * Lets in who has a token.
   *
   * @param hosts by what names the master is reached beside those of loopback
   */
  Doorkeeper(AccessTokens tokens, Set<String> hosts) {
    this.tokens = tokens;
    this.hosts =
        Stream.concat(LOOPBACK.stream(), hosts.stream())
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Lets the request in, and remembers whose it is.
   *
   * @throws MasterException if it may not come in
   */
  void check(Context context) {
    checkOrigin(context);
    if (context.path().startsWith("/health/")) {
      return;
    }
    String header = header(context, "Authorization");
    boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    String said = bearer ? header.substring(SCHEME.length()).strip() : inQuery(context);
    Caller caller =
        tokens
            .caller(said)
            .filter(found -> found.isEnvironment() || isForClients(context.path()))
            .orElseThrow(() -> new MasterException(new MasterProblem.WrongToken()));
    caller.makes(context);
  }

  private static boolean isForClients(String path) {
    return FOR_CLIENTS.stream().anyMatch(path::startsWith);
  }

  /** Clients of kaldi-gstreamer-server can send no header: they say it in the address. */
  private static String inQuery(Context context) {
    String token = context.path().startsWith("/client/") ? context.queryParam("token") : null;
    return token == null ? "" : token;
  }

  private void checkOrigin(Context context) {
    if (!hosts.contains(hostOf("http://" + header(context, "Host")))) {
      throw new MasterException(new MasterProblem.ForeignOrigin("Host"));
    }
    String origin = header(context, "Origin");
    if (!origin.isEmpty() && !hosts.contains(hostOf(origin))) {
      throw new MasterException(new MasterProblem.ForeignOrigin("Origin"));
    }
  }

  private static String hostOf(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }

  private static String header(Context context, String name) {
    String value = context.header(name);
    return value == null ? "" : value;
  }
}
