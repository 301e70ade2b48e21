package stentor.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Program: takes what is sent to a wait condition's address, in the network of a {@link
 * GateMachine}. Says {@code ready}, then one line of JSON for each request.
 */
final class SignalReceiver {

  /** Its port; nothing else listens in that network. */
  static final int PORT = 8080;

  private SignalReceiver() {}

  public static void main(String[] arguments) throws IOException {
    ObjectMapper json = new ObjectMapper();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String line =
              json.writeValueAsString(
                  Map.of(
                      "method", exchange.getRequestMethod(),
                      "target", exchange.getRequestURI().toString(),
                      "typed", exchange.getRequestHeaders().containsKey("Content-Type"),
                      "body", body));
          // Said before it is answered, so that who has its answer finds the line.
          System.out.println(line);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    System.out.println("ready");
  }
}
