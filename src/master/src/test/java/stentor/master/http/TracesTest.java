package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.speech;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stentor.protocol.identity.TraceId;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.PartMessage;

/** A request's trace, from the door to the workers' queue. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TracesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private MasterFixture master;
  private final List<PartMessage> queued = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    master = new MasterFixture(folder);
    master.workers.tell(queued::add);
  }

  @AfterEach
  void stop() {
    master.close();
  }

  private static String answered(HttpResponse<?> answer) {
    return answer.headers().firstValue("Stentor-Trace").orElseThrow();
  }

  private String keptOf(String job) throws IOException {
    return master
        .store
        .request(JobId.of(job).orElseThrow())
        .flatMap(JobRequest::trace)
        .map(TraceId::value)
        .orElseThrow();
  }

  @Test
  void a_job_keeps_the_trace_that_its_client_began() throws Exception {
    HttpResponse<String> accepted =
        master.send(master.job(speech(), Map.of()).header("traceparent", PARENT));

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(answered(accepted)).isEqualTo(TRACE);
    String id = JSON.readTree(accepted.body()).get("id").asText();
    assertThat(JSON.readTree(accepted.body()).get("trace").asText()).isEqualTo(TRACE);
    assertThat(keptOf(id)).isEqualTo(TRACE);
    JobId job = JobId.of(id).orElseThrow();
    await().atMost(PATIENCE).until(() -> master.store.outcome(job).isPresent());
    assertThat(JSON.readTree(ok(master.get("/v1/jobs/" + id))).get("trace").asText())
        .isEqualTo(TRACE);
    assertThat(queued).extracting(PartMessage::trace).containsOnly(Optional.of(new TraceId(TRACE)));
  }

  @Test
  void each_way_to_ask_keeps_it() throws Exception {
    HttpResponse<String> transcribed =
        master.send(master.transcription(speech(), Map.of()).header("traceparent", PARENT));
    HttpResponse<String> recognised =
        master.send(
            master
                .authorised("/client/dynamic/recognize")
                .header("traceparent", PARENT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(speech())));

    assertThat(answered(transcribed)).isEqualTo(TRACE);
    assertThat(answered(recognised)).isEqualTo(TRACE);
    assertThat(JSON.readTree(ok(master.get("/v1/jobs"))).get("data"))
        .hasSize(2)
        .allMatch(job -> job.get("trace").asText().equals(TRACE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      })
  void a_malformed_one_is_ignored_and_another_begun(String header) throws Exception {
    HttpResponse<String> accepted =
        master.send(master.job(speech(), Map.of()).header("traceparent", header));

    assertThat(accepted.statusCode()).isEqualTo(202);
    String id = JSON.readTree(accepted.body()).get("id").asText();
    assertThat(answered(accepted))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(TRACE)
        .isEqualTo(keptOf(id));
  }

  @Test
  void two_of_them_are_none() throws Exception {
    HttpResponse<String> accepted =
        master.send(
            master
                .job(speech(), Map.of())
                .header("traceparent", PARENT)
                .header("traceparent", PARENT));

    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(answered(accepted)).isNotEqualTo(TRACE);
  }

  @Test
  void a_request_without_one_begins_one_each_time() throws Exception {
    String first = answered(master.send(master.job(speech(), Map.of())));

    assertThat(answered(master.send(master.job(speech(), Map.of())))).isNotEqualTo(first);
    assertThat(answered(master.send(HttpRequest.newBuilder(master.uri("/v1/models")))))
        .as("of one that is refused")
        .matches("[0-9a-f]{32}");
  }

  @Test
  void a_replay_has_that_of_its_own_request() throws Exception {
    HttpResponse<String> first = master.send(master.job(speech(), Map.of()));
    String id = JSON.readTree(first.body()).get("id").asText();
    JobId job = JobId.of(id).orElseThrow();
    await().atMost(PATIENCE).until(() -> master.store.outcome(job).isPresent());

    HttpResponse<String> again =
        master.send(
            master
                .authorised("/v1/jobs/" + id + "/replay")
                .header("traceparent", PARENT)
                .POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(again.body()).get("trace").asText()).isEqualTo(TRACE);
    assertThat(keptOf(id)).isEqualTo(answered(first)).isNotEqualTo(TRACE);
  }

  @Test
  void a_stream_keeps_it_when_it_becomes_a_job() throws Exception {
    master.workers.answerNothing();
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    WebSocket stream =
        master
            .client
            .newWebSocketBuilder()
            .header("traceparent", PARENT)
            .buildAsync(
                URI.create(
                    master
                        .uri("/client/ws/speech?token=" + MasterFixture.TOKEN)
                        .toString()
                        .replaceFirst("http", "ws")),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                    boolean _ = closed.complete(status);
                    return CompletableFuture.completedStage(socket);
                  }
                })
            .get(30, TimeUnit.SECONDS);
    stream.sendBinary(ByteBuffer.allocate(32_000), true).join();
    stream.sendText("EOS", true).join();

    assertThat(closed.get(30, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    assertThat(JSON.readTree(ok(master.get("/v1/jobs"))).get("data"))
        .hasSize(1)
        .allMatch(job -> job.get("trace").asText().equals(TRACE));
  }
}
