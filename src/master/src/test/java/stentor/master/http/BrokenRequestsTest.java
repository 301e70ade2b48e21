package stentor.master.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static stentor.master.http.MasterFixture.TOKEN;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are no whole ones: their clients are told so, and not that the master failed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenRequestsTest {

  private static final String HEAD =
      " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\n";

  private static final String UPGRADE =
      """
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

      """
          .replace("\n", "\r\n");

  @TempDir Path folder;
  private MasterFixture master;

  @BeforeEach
  void start() throws IOException {
    master = new MasterFixture(folder);
  }

  @AfterEach
  void stop() {
    master.close();
  }

  @Test
  void a_recording_as_the_body_that_breaks_off_is_the_clients_fault() throws IOException {
    String door = "POST /client/dynamic/recognize" + HEAD;
    for (String broken :
        new String[] {
          door + "Content-Length: 1000\r\n\r\nRIFF",
          door + "Transfer-Encoding: chunked\r\n\r\n4\r\nRIFF\r\n9999\r\nWAVE",
          door + "Content-Type: audio/x-raw\r\nContent-Length: 1000\r\n\r\nabcd",
        }) {
      assertThat(answer(broken))
          .startsWith("HTTP/1.1 400")
          .contains("\"invalid_value\"")
          .contains("ended too early");
    }
    assertThat(answer(door + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(master.store.open()).isEmpty();
  }

  @Test
  void a_reference_that_breaks_off_is_the_clients_fault() throws IOException {
    assertThat(
            answer(
                "POST /client/dynamic/reference"
                    + HEAD
                    + "Content-Id: a\r\nContent-Length: 1000\r\n\r\nhello"))
        .startsWith("HTTP/1.1 400")
        .contains("\"invalid_value\"")
        .contains("The parameter 'body' cannot be used")
        .contains("ended too early");
    assertThat(folder.resolve("recordings")).isEmptyDirectory();
  }

  @Test
  void a_query_that_is_no_utf_8_is_the_clients_fault() throws IOException {
    assertThat(answer("GET /v1/jobs?limit=%ff" + HEAD + "\r\n")).startsWith("HTTP/1.1 400");
    assertThat(answer("GET /client/ws/speech?language=%ff" + HEAD + UPGRADE))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void the_address_of_a_stream_that_no_address_can_be_is_the_clients_fault() throws IOException {
    assertThat(answer("GET /client/ws/speech?language=^" + HEAD + UPGRADE))
        .startsWith("HTTP/1.1 400");
  }

  /** Sends this and no more. */
  private String answer(String request) throws IOException {
    try (RawConnection connection = new RawConnection(master.uri("/").getPort())) {
      connection.send(request.getBytes(ISO_8859_1));
      connection.finish();
      return new String(connection.rest(), ISO_8859_1);
    }
  }
}
