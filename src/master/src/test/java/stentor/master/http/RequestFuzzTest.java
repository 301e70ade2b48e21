package stentor.master.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.speech;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent to the doors through which recordings come: an answer that is nobody's fault but
 * the client's, or a closed connection, soon; and the master goes on.
 */
class RequestFuzzTest {

  private static final List<String> DOORS =
      List.of("/v1/audio/transcriptions", "/v1/jobs", "/client/dynamic/recognize");

  /** What RFC 9110 asks for, of which a client alone is the cause: a method, a version. */
  private static final List<Integer> OTHER_PROTOCOL = List.of(501, 505);

  private static final String HEAD =
      " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + MasterFixture.TOKEN + "\r\n";

  /** As they are: a request of the client's own, or none. */
  private static final int RAW = 0;

  /** A content type to the end of the line, then a body as long as it says. */
  private static final int LENGTH = 1;

  /** Headers and body, behind a request line and a token. */
  private static final int HEADERS = 2;

  /** A body behind the headers of a multipart form in chunks. */
  private static final int CHUNKS = 3;

  @TempDir static Path folder;
  private static MasterFixture master;
  private static HeldMemory memory;

  @BeforeAll
  static void start() throws Exception {
    master = new MasterFixture(folder);
    transcribe();
    memory = HeldMemory.now();
  }

  @AfterAll
  static void goes_on_with_bounded_memory() throws Exception {
    transcribe();
    memory.hasNotGrown();
    master.close();
  }

  private static void transcribe() throws Exception {
    assertThat(ok(master.transcribe(speech(), Map.of("response_format", "text"))))
        .isEqualTo("hello world\n");
  }

  static Stream<byte[]> requests() throws IOException {
    String wav = new String(MasterFixture.wav(new float[160]), ISO_8859_1);
    String part = "Content-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n";
    String form = "--b\r\n" + part + wav + "\r\n--b--\r\n";
    String fields =
        Stream.of(
                "model=tiny-en",
                "language=en",
                "response_format=verbose_json",
                "timestamp_granularities[]=word",
                "stream=true",
                "temperature=0",
                "prompt=so",
                "webhook_url=http://127.0.0.1:1/")
            .map(
                field ->
                    "--b\r\nContent-Disposition: form-data; name=\""
                        + field.replaceFirst("=", "\"\r\n\r\n")
                        + "\r\n")
            .reduce("", String::concat);
    String multipart = "multipart/form-data; boundary=b\n";
    String caps = "audio/x-raw, rate=(int)8000, format=(string)S16LE, channels=(int)1";
    return Stream.of(
        input(LENGTH, 0, multipart + form),
        input(LENGTH, 0, multipart + fields + form),
        input(LENGTH, 1, multipart + fields + form),
        input(LENGTH, 1, multipart + "--b\r\n" + part + "no audio\r\n--b"),
        input(LENGTH, 1, multipart + "--b\r\nContent-Disposition: form-data\r\n\r\n\r\n--b--"),
        input(LENGTH, 0, "multipart/form-data\n" + form),
        input(LENGTH, 2, "audio/wav\n" + wav),
        input(LENGTH, 2, caps + "\n" + wav),
        input(HEADERS, 2, "Content-Length: 1000\r\n\r\nRIFF"),
        input(HEADERS, 2, "Transfer-Encoding: chunked\r\n\r\n4\r\nRIFF\r\n9999\r\nWAVE"),
        input(HEADERS, 2, "Transfer-Encoding: chunked\r\n\r\nzz\r\nRIFF\r\n0\r\n\r\n"),
        input(
            HEADERS,
            2,
            "Content-Type: " + caps + "\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\nx"),
        input(
            HEADERS,
            1,
            "Idempotency-Key: k\r\nContent-Type: "
                + multipart
                + "Content-Length: 20\r\n\r\n--b\r\n"),
        input(HEADERS, 0, "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello"),
        input(CHUNKS, 0, chunks(form)),
        input(CHUNKS, 1, "5\r\n--b\r\n\r\n-1\r\n"),
        input(CHUNKS, 1, "ffffffffffffffff\r\n--b\r\n"),
        input(CHUNKS, 0, "3;a=b\r\n--b\r\n0\r\nTrailer: x\r\n\r\n"),
        input(RAW, 0, "PUT /client/dynamic/recognize?model=x" + HEAD + "\r\n"),
        input(RAW, 0, "GET /v1/jobs?limit=%ff" + HEAD + "\r\n"),
        input(RAW, 0, "POST /client/dynamic/recognize?model=%c0%80^" + HEAD + "\r\n"),
        input(
            RAW,
            0,
            "GET /v1/models" + HEAD + "\r\nPOST /v1/jobs" + HEAD + "Content-Length: x\r\n\r\n"),
        input(RAW, 0, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        input(RAW, 0, "\26\3\1\2\0\1\0\1ü\3\3"));
  }

  private static String chunks(String body) {
    int half = body.length() / 2;
    return Integer.toHexString(half)
        + "\r\n"
        + body.substring(0, half)
        + "\r\n"
        + Integer.toHexString(body.length() - half)
        + "\r\n"
        + body.substring(half)
        + "\r\n0\r\n\r\n";
  }

  /** How the rest is sent, and to which door. */
  private static byte[] input(int framing, int door, String rest) {
    return (Integer.toString(framing) + door + rest).getBytes(ISO_8859_1);
  }

  @MethodSource("requests")
  @FuzzTest
  void is_answered_or_let_go(byte[] input) throws IOException {
    if (input.length < 2) {
      return;
    }
    try (RawConnection connection = new RawConnection(master.uri("/").getPort())) {
      connection.send(request(input));
      connection.finish();
      byte[] answer = connection.rest();
      assertThat(RawAnswers.statuses(answer))
          .as(new String(answer, ISO_8859_1))
          .allMatch(status -> status < 500 || OTHER_PROTOCOL.contains(status));
    }
  }

  private static byte[] request(byte[] input) {
    String line = "POST " + DOORS.get((input[1] & 0xF) % DOORS.size()) + HEAD;
    String rest = new String(input, 2, input.length - 2, ISO_8859_1);
    String request =
        switch (input[0] & 3) {
          case RAW -> rest;
          case LENGTH -> line + withLength(rest);
          case HEADERS -> line + rest;
          default ->
              line
                  + "Content-Type: multipart/form-data; boundary=b\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n"
                  + rest;
        };
    return request.getBytes(ISO_8859_1);
  }

  private static String withLength(String typeAndBody) {
    int end = typeAndBody.indexOf('\n');
    String type = end < 0 ? "audio/wav" : typeAndBody.substring(0, end);
    String body = typeAndBody.substring(end + 1);
    return "Content-Type: %s\r\nContent-Length: %d\r\n\r\n".formatted(type, body.length()) + body;
  }
}
