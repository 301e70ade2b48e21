package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** What clients hear whose recordings are on their way when the master leaves. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DepartureTest {

  private static final int BLOCK = 64 * 1024;
  private static final int BLOCKS = 1000;

  @TempDir private Path folder;

  /** Whether the answer still finds its connection is chance: often enough it does. */
  @RepeatedTest(3)
  void who_is_still_sending_a_recording_is_not_blamed_for_its_missing_end() throws Exception {
    try (MasterFixture master = new MasterFixture(folder)) {
      CountDownLatch sent = new CountDownLatch(1);
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> send(master.uri("/").getPort(), sent));
      assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();

      master.stop();

      assertThat(answer.get(30, TimeUnit.SECONDS))
          .satisfiesAnyOf(
              told -> assertThat(told).isEmpty(),
              told ->
                  assertThat(told)
                      .startsWith("HTTP/1.1 503")
                      .containsIgnoringCase("Retry-After: ")
                      .contains("\"stopping\""));
    }
  }

  /** Sends half of a recording; what was answered, empty where the connection just ended. */
  private static String send(int port, CountDownLatch sent) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write(begun().getBytes(StandardCharsets.US_ASCII));
      for (int block = 0; block < BLOCKS; block++) {
        out.write(new byte[BLOCK]);
      }
      sent.countDown();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException brokenOff) {
      return "";
    }
  }

  private static String begun() {
    return "POST /v1/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + MasterFixture.TOKEN
        + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: "
        + 2L * BLOCK * BLOCKS
        + "\r\nConnection: close\r\n\r\n"
        + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nRIFF";
  }
}
