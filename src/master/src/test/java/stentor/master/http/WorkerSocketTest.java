package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.speech;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.job.JobId;
import stentor.protocol.job.WorkerMessage;
import stentor.protocol.json.Documents;

/** What a master makes of those that dial it, over real WebSockets. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WorkerSocketTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POLICY_VIOLATION = 1008;
  private static final int TRY_AGAIN_LATER = 1013;

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
  void a_worker_is_known_with_its_model_as_long_as_it_is_connected() throws Exception {
    Dialled one = dial();
    assertThat(master.directory.connected()).isEmpty();
    one.say(new WorkerMessage.Hello("worker-1", "tiny-en", "1"));
    Dialled two = dial();
    two.say(new WorkerMessage.Hello("worker-2", "tiny-en", "1"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(master.directory.connected()).isEqualTo(Map.of("tiny-en", 2)));

    one.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    await().atMost(PATIENCE).until(() -> master.directory.connected("tiny-en") == 1);
    two.socket().abort();
    await().atMost(PATIENCE).until(() -> master.directory.connected().isEmpty());
  }

  @Test
  void a_worker_that_comes_again_takes_the_place_of_its_dead_connection() throws Exception {
    Dialled dead = dial();
    dead.say(new WorkerMessage.Hello("worker-1", "tiny-en", "1"));
    await().atMost(PATIENCE).until(() -> master.directory.connected("tiny-en") == 1);

    Dialled alive = dial();
    alive.say(new WorkerMessage.Hello("worker-1", "tiny-en", "1"));

    assertThat(dead.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    await().atMost(PATIENCE).until(() -> master.directory.connected("tiny-en") == 1);
  }

  @Test
  void a_client_is_answered_when_the_worker_tells_that_its_job_has_ended() throws Exception {
    Dialled worker = dial();
    worker.say(new WorkerMessage.Hello("worker-1", "tiny-en", "1"));
    await().atMost(PATIENCE).until(() -> master.directory.connected("tiny-en") == 1);
    master.workers.tell(
        message -> {
          assertThat(message.replyTo()).contains("master-1");
          worker.say(new WorkerMessage.PartEnded(message.job(), message.part(), true));
        });

    assertThat(ok(master.transcribe(speech(), Map.of("response_format", "text"))))
        .isEqualTo("hello world\n");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                master
                    .get("/metrics")
                    .body()
                    .contains(
                        "stentor_jobs_ended_total{model=\"tiny-en\",status=\"succeeded\"} 1"));
  }

  @Test
  void what_parts_took_is_counted_by_the_workers_model() throws Exception {
    Dialled worker = dial();
    worker.say(new WorkerMessage.Hello("worker-1", "tiny-en", "1"));
    worker.say(new WorkerMessage.PartRecognised(0.2, 1.5, 10, 21));
    worker.say(new WorkerMessage.PartRecognised(0.4, 0.5, 0, 0));
    Dialled stranger = dial();
    stranger.say(new WorkerMessage.Hello("worker-2", "not-served", "1"));
    stranger.say(new WorkerMessage.PartRecognised(1, 1, 1, 3));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(ok(master.get("/metrics")))
                    .contains(
                        "stentor_queue_wait_seconds_count{model=\"tiny-en\"} 2\n",
                        "stentor_queue_wait_seconds_bucket{model=\"tiny-en\",le=\"0.25\"} 1\n",
                        "stentor_decode_seconds_sum{model=\"tiny-en\"} 2.0\n",
                        "stentor_real_time_factor_bucket{model=\"tiny-en\",le=\"0.1\"} 0\n",
                        "stentor_real_time_factor_bucket{model=\"tiny-en\",le=\"0.2\"} 1\n",
                        "stentor_real_time_factor_count{model=\"tiny-en\"} 1\n",
                        "stentor_words_total{model=\"tiny-en\"} 21.0\n",
                        "stentor_words_total{model=\"other\"} 3.0\n")
                    .doesNotContain("not-served"));
  }

  @Test
  void amounts_that_are_less_than_nothing_end_the_connection() throws Exception {
    Dialled worker = dial();
    worker.say(new WorkerMessage.Hello("worker-1", "tiny-en", "1"));
    worker
        .socket()
        .sendText(
            "{\"type\":\"part_recognised\",\"waited\":-1,\"decoded\":1,\"audio\":1,\"words\":1}",
            true)
        .join();

    assertThat(worker.closed.get(30, TimeUnit.SECONDS)).isEqualTo(POLICY_VIOLATION);
  }

  @Test
  void without_the_token_nobody_is_let_in() {
    assertThatThrownBy(
            () ->
                master
                    .client
                    .newWebSocketBuilder()
                    .buildAsync(address(), new WebSocket.Listener() {})
                    .get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
  }

  @Test
  void a_web_page_is_not_let_in() {
    assertThatThrownBy(
            () ->
                master
                    .client
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + MasterFixture.TOKEN)
                    .header("Origin", "https://evil.example")
                    .buildAsync(address(), new WebSocket.Listener() {})
                    .get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
  }

  @Test
  void who_breaks_the_protocol_is_disconnected_and_the_master_goes_on() throws Exception {
    for (String nonsense :
        new String[] {
          "hello",
          "[]",
          "null",
          "{\"type\":\"hello\"}",
          // Begins as UTF-32 does.
          "T\0\0\0\0\0\0\0:\"x\"}",
          "{\"type\":\"hello\",\"worker\":\"w\",\"model\":\"../x\"}"
        }) {
      Dialled hostile = dial();
      hostile.socket().sendText(nonsense, true).join();
      assertThat(hostile.closed.get(30, TimeUnit.SECONDS)).as(nonsense).isEqualTo(POLICY_VIOLATION);
    }
    Dialled impatient = dial();
    impatient.say(
        new WorkerMessage.PartEnded(JobId.next(Clock.systemUTC(), new Random()), 0, true));
    assertThat(impatient.closed.get(30, TimeUnit.SECONDS)).isEqualTo(POLICY_VIOLATION);
    Dialled vague = dial();
    vague.say(new WorkerMessage.Hello("worker-1", "tiny-en", "1"));
    vague.socket().sendText("{\"type\":\"part_ended\",\"part\":1,\"jobEnded\":true}", true).join();
    assertThat(vague.closed.get(30, TimeUnit.SECONDS)).isEqualTo(POLICY_VIOLATION);
    Dialled binary = dial();
    binary.socket().sendBinary(ByteBuffer.allocate(4), true).join();
    assertThat(binary.closed.get(30, TimeUnit.SECONDS)).isEqualTo(POLICY_VIOLATION);
    Dialled endless = dial();
    var _ = endless.socket().sendText("x".repeat(100_000), true);
    assertThat(endless.closed.get(30, TimeUnit.SECONDS)).isNotEqualTo(WebSocket.NORMAL_CLOSURE);
    assertThat(master.directory.connected()).isEmpty();

    HttpResponse<String> after = master.transcribe(speech(), Map.of("response_format", "text"));
    assertThat(ok(after)).isEqualTo("hello world\n");
  }

  @Test
  void connections_that_have_ended_leave_no_sessions_behind() throws Exception {
    int connections = 30;
    for (int count = 0; count < connections; count++) {
      Dialled worker = dial();
      worker.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      assertThat(worker.closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    // The server may still hold what it did last.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(onTheHeap("org.eclipse.jetty.session.ManagedSession"))
                    .isLessThan(connections / 2));
  }

  /** How many objects of a class there are once all that nobody holds has been collected. */
  private static int onTheHeap(String className) throws JMException {
    Object table =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return table
        .toString()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(row -> row.length > 3 && row[3].equals(className))
        .mapToInt(row -> Integer.parseInt(row[1]))
        .sum();
  }

  @Test
  void a_frame_of_a_newer_worker_is_left_unread() throws Exception {
    Dialled worker = dial();
    worker.say(new WorkerMessage.Hello("worker-1", "tiny-en", "1"));
    worker.socket().sendText("{\"type\":\"from_the_future\",\"more\":1}", true).join();
    worker.socket().sendPing(ByteBuffer.allocate(0)).join();

    worker.pong.get(30, TimeUnit.SECONDS);
    assertThat(worker.closed).isNotDone();
    assertThat(master.directory.connected("tiny-en")).isEqualTo(1);
  }

  @Test
  void more_workers_than_there_is_room_for_are_sent_away() throws Exception {
    for (int i = 0; i < MasterFixture.MOST_WORKERS; i++) {
      int number = i + 1;
      dial().say(new WorkerMessage.Hello("worker-" + i, "tiny-en", "1"));
      await().atMost(PATIENCE).until(() -> master.directory.connected("tiny-en") == number);
    }
    Dialled late = dial();
    late.say(new WorkerMessage.Hello("late", "tiny-en", "1"));

    assertThat(late.closed.get(30, TimeUnit.SECONDS)).isEqualTo(TRY_AGAIN_LATER);
  }

  private URI address() {
    return URI.create(master.uri("/worker/connect").toString().replaceFirst("^http", "ws"));
  }

  private Dialled dial() throws Exception {
    Dialled worker = new Dialled();
    master
        .client
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + MasterFixture.TOKEN)
        .buildAsync(address(), worker)
        .get(30, TimeUnit.SECONDS);
    return worker;
  }

  /** The worker's end. */
  private static final class Dialled implements WebSocket.Listener {

    private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> pong = new CompletableFuture<>();

    WebSocket socket() {
      return opened.join();
    }

    @Override
    public void onOpen(WebSocket from) {
      opened.complete(from);
      from.request(1);
    }

    void say(WorkerMessage message) {
      socket().sendText(new String(Documents.write(message), StandardCharsets.UTF_8), true).join();
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      pong.complete(null);
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(status);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(-1);
    }
  }
}
