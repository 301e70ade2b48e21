package stentor.control.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.control.Endpoint;
import stentor.control.problem.ControlException;
import stentor.control.problem.ControlProblem;
import stentor.control.problem.MasterProblem;

/** A master that reads a request's head, says something, and closes the connection. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenConnectionTest {

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final long LENGTH = 64L << 20;

  @TempDir Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void masterSays(String words) {
    var _ =
        threads.submit(
            () -> {
              try (Socket socket = server.accept()) {
                readHead(socket.getInputStream());
                OutputStream out = socket.getOutputStream();
                out.write(words.getBytes(StandardCharsets.US_ASCII));
                out.flush();
              } catch (SocketException ended) {
                // The test is over.
              }
              return null;
            });
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END_OF_HEAD) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("No head");
      }
      head.append((char) next);
    }
  }

  private ControlProblem problem() throws IOException {
    Path clip = folder.resolve("large.wav");
    try (RandomAccessFile file = new RandomAccessFile(clip.toFile(), "rw")) {
      file.setLength(LENGTH);
    }
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
    try (MasterClient client = new MasterClient(new Endpoint(address, "secret-token"))) {
      return catchThrowableOfType(
              ControlException.class,
              () -> client.transcribe(clip, TranscriptionOptions.automatic()))
          .problem();
    }
  }

  @Test
  void an_answer_that_comes_before_the_body_was_read_is_told() throws Exception {
    String body = "{\"error\":{\"message\":\"No token.\",\"code\":\"invalid_api_key\"}}";
    masterSays(
        "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: %d%s%s"
            .formatted(body.length(), END_OF_HEAD, body));

    assertThat(problem()).isEqualTo(new MasterProblem.Refused(401, "invalid_api_key", "No token."));
  }

  @Test
  void a_connection_that_breaks_under_the_body_is_told_with_what_to_do() throws Exception {
    masterSays("HTTP/1.1 100 Continue" + END_OF_HEAD);

    ControlProblem problem = problem();

    assertThat(problem).isInstanceOf(MasterProblem.ConnectionLost.class);
    assertThat(problem.sentence())
        .contains("was lost before it had answered", "stentor status", "transcribe the file again")
        .doesNotContain("secret-token");
  }

  @Test
  void a_master_that_is_not_there_got_nothing() throws Exception {
    server.close();

    assertThat(problem())
        .isInstanceOfSatisfying(
            MasterProblem.MasterUnreachable.class,
            unreachable ->
                assertThat(unreachable.reason()).isEqualTo("the connection was refused"));
  }
}
