package stentor.master.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.RawFrames.BINARY;
import static stentor.master.http.RawFrames.CLOSE;
import static stentor.master.http.RawFrames.FINAL;
import static stentor.master.http.RawFrames.TEXT;
import static stentor.master.http.RawFrames.masked;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import stentor.master.http.RawFrames.Frame;

/**
 * Whatever is sent over the WebSockets of clients and workers: statuses that kaldi-gstreamer-server
 * has, and a connection that is closed for what the other side did; and the master goes on.
 */
class SocketFuzzTest {

  private static final String STREAM = "/client/ws/speech";
  private static final String WORKER = "/worker/connect";
  private static final byte[] END = masked(FINAL | TEXT, "EOS".getBytes(US_ASCII));
  private static final byte[] GOOD_BYE = masked(FINAL | CLOSE, (byte) 3, (byte) 0xE8);

  /** RFC 6455: the server met something that it did not expect. */
  private static final int DEFECT = 1011;

  private static final int WORST_STATUS = 9;

  /** What the first byte says: to a worker's socket, frames as they are, what follows them. */
  private static final int TO_WORKERS = 1;

  private static final int RAW = 2;
  private static final int THEN_END = 4;
  private static final int THEN_GOOD_BYE = 8;

  @TempDir static Path folder;
  private static MasterFixture master;
  private static HeldMemory memory;

  @BeforeAll
  static void start() throws Exception {
    master = new MasterFixture(folder);
    master.directory.join(new HearingWorker("answers-all-probes", "tiny-en"));
    stream();
    memory = HeldMemory.now();
  }

  @AfterAll
  static void goes_on_with_bounded_memory() throws Exception {
    stream();
    memory.hasNotGrown();
    master.close();
  }

  /** Somebody speaks for three seconds. */
  private static void stream() throws IOException {
    byte[] wav = MasterFixture.speech();
    byte[] audio = Arrays.copyOfRange(wav, wav.length - 96_000, wav.length);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int at = 0; at < audio.length; at += 8_000) {
      frames.writeBytes(masked(FINAL | BINARY, Arrays.copyOfRange(audio, at, at + 8_000)));
    }
    List<Frame> answers = exchange(STREAM, frames.toByteArray(), THEN_END);
    assertThat(answers)
        .filteredOn(frame -> frame.is(TEXT))
        .extracting(Frame::text)
        .anyMatch(text -> text.contains("hello world"));
    assertThat(answers.getLast().closeCode()).isEqualTo(1000);
  }

  /** Its query to the end of the line, then frames: whole, or each with a head and a length. */
  static Stream<byte[]> conversations() {
    String loud = "\0\177\0\200".repeat(60);
    String slow = "content-type=audio/x-raw,rate=1000,format=U8";
    String hello = "{\"type\":\"hello\",\"worker\":\"w\",\"model\":\"tiny-en\"}";
    String ended =
        "{\"type\":\"part_ended\",\"job\":\"019aca00-0000-7000-8000-000000000000\",\"part\":1,"
            + "\"jobEnded\":true}";
    String probed =
        "{\"type\":\"probed\",\"number\":1,\"evidence\":{\"seconds\":1,\"text\":\"a\",\"tokens\":1,"
            + "\"guarded\":false}}";
    return Stream.of(
        input(THEN_END, "\n" + frame(FINAL | BINARY, loud)),
        input(THEN_END, slow + "\n" + frame(FINAL | BINARY, loud).repeat(8)),
        input(
            THEN_END,
            "content-type=audio/x-raw,+layout=(string)interleaved,+rate=(int)8000,"
                + "+format=(string)S16LE,+channels=(int)1&content-id=a&model=tiny-en&language=en\n"
                + frame(BINARY, loud)
                + frame(0, loud)
                + frame(FINAL, "x")),
        input(0, "language=xx\n"),
        input(0, "content-type=audio/wav\n"),
        input(0, "language=^\n"),
        input(0, "language=%ff\n"),
        input(
            THEN_END | THEN_GOOD_BYE,
            "\n" + frame(FINAL | BINARY, "EOS") + frame(FINAL | TEXT, "EOS")),
        input(THEN_GOOD_BYE, "\n" + frame(FINAL | TEXT, "\u00ff\u00fe")),
        input(0, "\n" + frame(FINAL | 9, "ping") + frame(9, "")),
        input(0, "\n" + frame(FINAL | CLOSE, "\3")),
        input(0, "\n" + frame(FINAL | CLOSE, "\3\u00f3why")),
        input(THEN_END, "\n" + frame(TEXT, "E")),
        input(0, "\n" + frame(FINAL | 0x70 | BINARY, "x")),
        input(RAW, "\n\u0082\u00ff\177\u00ff\u00ff\u00ff\u00ff"),
        input(RAW, "\n\u0082\u00fe\u00ff\u00ff\1\2\3\4abc"),
        input(RAW, "\n\u0082\4abcd"),
        input(
            TO_WORKERS | THEN_GOOD_BYE,
            "\n" + frame(FINAL | TEXT, hello) + frame(FINAL | TEXT, probed)),
        input(TO_WORKERS, "\n" + frame(FINAL | TEXT, hello) + frame(FINAL | TEXT, ended)),
        input(
            TO_WORKERS,
            "\n"
                + frame(FINAL | TEXT, hello)
                + frame(FINAL | TEXT, "{\"type\":\"part_ended\",\"part\":1,\"jobEnded\":true}")),
        input(TO_WORKERS, "\n" + frame(FINAL | TEXT, "T\0\0\0\0\0\0\0:\"x\"}")),
        input(TO_WORKERS, "\n" + frame(FINAL | TEXT, "{\"type\":\"x\"}")),
        input(TO_WORKERS, "\n" + frame(FINAL | BINARY, "x")));
  }

  private static String frame(int head, String payload) {
    return (char) head + "" + (char) payload.length() + payload;
  }

  private static byte[] input(int first, String rest) {
    byte[] bytes = (" " + rest).getBytes(ISO_8859_1);
    bytes[0] = (byte) first;
    return bytes;
  }

  @MethodSource("conversations")
  @FuzzTest
  void is_told_a_status_or_closed_for_a_reason(byte[] input) throws IOException {
    int line = 1;
    while (line < input.length && input[line] != '\n') {
      line++;
    }
    if (line >= input.length) {
      return;
    }
    boolean raw = (input[0] & RAW) != 0;
    String query = new String(input, 1, line - 1, ISO_8859_1).replaceAll("[\\s\\x00]", "+");
    byte[] rest = Arrays.copyOfRange(input, line + 1, input.length);

    List<Frame> answers =
        exchange(
            ((input[0] & TO_WORKERS) != 0 ? WORKER : STREAM) + "?" + query,
            raw ? rest : RawFrames.sent(rest),
            raw ? 0 : input[0]);

    // A close frame is answered with what it says itself.
    boolean echoes = raw || RawFrames.heads(rest).anyMatch(head -> (head & 0xF) == CLOSE);
    for (Frame answer : answers) {
      if (answer.is(CLOSE)) {
        assertThat(!echoes && answer.closeCode() == DEFECT).as(answer.toString()).isFalse();
      } else if (answer.is(TEXT)) {
        JsonNode status = JSON.readTree(answer.text()).get("status");
        assertThat(status.asInt(-1)).as(answer.text()).isBetween(0, WORST_STATUS);
      }
    }
  }

  /** What the master says until it closes the connection; nothing where it does not let one in. */
  private static List<Frame> exchange(String address, byte[] frames, int then) throws IOException {
    try (RawConnection connection = new RawConnection(master.uri("/").getPort())) {
      connection.send(
          ("GET "
                  + address
                  + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + MasterFixture.TOKEN
                  + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
              .getBytes(ISO_8859_1));
      String status = connection.line();
      if (!status.startsWith("HTTP/1.1 101")) {
        assertThat(status).matches("HTTP/1\\.1 4.*|");
        return List.of();
      }
      while (!connection.line().isEmpty()) {
        // The other headers say nothing that is not known.
      }
      connection.send(frames);
      if ((then & THEN_END) != 0) {
        connection.send(END);
      }
      if ((then & THEN_GOOD_BYE) != 0) {
        connection.send(GOOD_BYE);
      }
      // A stream that has ended is closed once its text is there; everybody else is gone.
      if ((then & (THEN_END | THEN_GOOD_BYE)) != THEN_END || address.startsWith(WORKER)) {
        connection.finish();
      }
      return RawFrames.parse(connection.rest());
    }
  }
}
