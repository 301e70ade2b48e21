package stentor.supervisor;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plays a worker: announces a port and answers there what a file says, {@code STATUS BODY}. */
final class AnsweringProgram {

  private AnsweringProgram() {}

  /** Runs until its standard input ends. */
  public static void main(String[] words) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health",
        exchange -> {
          String[] answer = Files.readString(Path.of(words[0])).strip().split(" ", 2);
          byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    System.out.println("{\"event\":\"ready\",\"port\":" + server.getAddress().getPort() + "}");
    while (System.in.read() >= 0) {
      // Only its end matters.
    }
    System.exit(0);
  }
}
