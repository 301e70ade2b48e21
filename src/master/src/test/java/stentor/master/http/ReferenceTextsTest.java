package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.ok;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.refusedFor;
import static stentor.master.http.MasterFixture.speech;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.store.JobStore;
import stentor.master.job.JobDocuments;
import stentor.protocol.gateway.JobDocument;
import stentor.protocol.job.JobId;

/** What was truly said, sent for a recording; all workers hear "hello world". */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReferenceTextsTest {

  private static final int WAV_HEADER = 44;
  private static final int MOST_BYTES = 200 * 1024;

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
  void a_recognised_file_is_scored_by_the_reference_that_comes_after_it() throws Exception {
    String job = recognise("lecture-1");
    assertThat(score(job).isNull()).isTrue();

    assertThat(ok(refer("lecture-1", "Hello, big world!"))).isEqualTo("{\"status\":\"ok\"}");

    assertThat(score(job))
        .isEqualTo(
            JSON.readTree(
                """
                {"wer":{"rate":0.3333333,"substitutions":0,"deletions":1,"insertions":0,"length":3},
                 "cer":null,"error":null}
                """));
    ok(refer("lecture-1", "hello world"));
    assertThat(score(job).at("/wer/rate").asDouble()).isZero();
    assertThat(score(job).at("/wer/length").asInt()).isEqualTo(2);
  }

  @Test
  void a_recognised_file_is_scored_by_the_reference_that_came_before_it() throws Exception {
    ok(refer("lecture-2", "hollow world"));

    String job = recognise("lecture-2");
    String again = recognise("lecture-2");
    String other = recognise("none");

    assertThat(score(job).at("/wer/substitutions").asInt()).isEqualTo(1);
    assertThat(score(again).isNull()).isTrue();
    assertThat(score(other).isNull()).isTrue();
  }

  @Test
  void a_stream_is_scored_whichever_of_both_comes_first() throws Exception {
    AnsweringWorker.dial(master);
    ok(refer("before", "hello"));

    String before = stream("before");
    String after = stream("after");
    ok(refer("after", "hello wide world"));

    assertThat(score(before).at("/wer/insertions").asInt()).isEqualTo(1);
    assertThat(score(after).at("/wer/deletions").asInt()).isEqualTo(1);
  }

  @Test
  void the_score_is_a_key_of_every_job_and_has_a_value_only_where_one_is_asked_for()
      throws Exception {
    ok(refer("lecture-3", "hello world"));
    recognise("lecture-3");

    JsonNode listed = JSON.readTree(ok(master.get("/v1/jobs"))).at("/data/0");
    assertThat(listed.has("score")).isTrue();
    assertThat(listed.get("score").isNull()).isTrue();
    HttpResponse<String> accepted = master.send(master.job(speech(), Map.of()));
    assertThat(JSON.readTree(accepted.body()).has("score")).isTrue();
  }

  @Test
  void without_a_content_id_or_with_one_of_no_recording_it_is_refused() throws Exception {
    String why =
        refused(
            master.send(reference().POST(HttpRequest.BodyPublishers.ofString("hello"))),
            400,
            "missing_required_parameter");
    assertThat(why).contains("Content-Id");
    for (String id : List.of("none", "x".repeat(256))) {
      refusedFor(refer(id, "hello"), "Content-Id");
    }
    refusedFor(
        master.send(
            reference()
                .header("Content-Id", "a")
                .header("User-Id", "u".repeat(256))
                .POST(HttpRequest.BodyPublishers.noBody())),
        "User-Id");
  }

  @Test
  void what_is_no_text_or_too_much_of_it_is_refused_and_the_most_is_taken() throws Exception {
    String job = recognise("long");
    refusedFor(refer("long", new byte[] {'h', (byte) 0xC3}), "body");
    byte[] most = new byte[MOST_BYTES];
    Arrays.fill(most, (byte) 'a');
    refused(refer("long", Arrays.copyOf(most, MOST_BYTES + 1)), 413, "file_too_large");
    assertThat(score(job).isNull()).isTrue();

    ok(refer("long", most));

    assertThat(score(job).at("/wer/substitutions").asInt()).isEqualTo(1);
  }

  @Test
  void a_text_made_to_fill_the_memory_is_no_score_with_a_reason() throws Exception {
    String job = recognise("unfolding");

    ok(refer("unfolding", "\uFDFA".repeat(MOST_BYTES / 3)));

    assertThat(score(job).at("/error/code").asText()).isEqualTo("too_long_to_align");
    assertThat(score(job).at("/wer").isNull()).isTrue();
  }

  @Test
  void damaged_documents_of_a_reference_hide_no_transcript_and_keep_no_job_from_being_erased()
      throws Exception {
    String job = recognise("damaged");
    ok(refer("damaged", "hello world"));
    assertThat(score(job).at("/wer/rate").asDouble()).isZero();

    damage("jobs/" + job + "/score.json");
    assertThat(score(job).at("/wer/rate").asDouble()).isZero();
    damage("jobs/" + job + "/reference.json");
    assertThat(score(job).isNull()).isTrue();
    try (Stream<Path> recordings = Files.list(folder.resolve("recordings"))) {
      for (Path newest : recordings.toList()) {
        Files.writeString(newest, "{");
      }
    }
    assertThat(master.delete(job).statusCode()).isEqualTo(204);
    assertThat(folder.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void while_one_job_is_scored_others_are_told_without_a_score_or_with_the_kept_one()
      throws Exception {
    JobId slowly = jobWithReference("long");
    JobId other = jobWithReference("other");
    JobId known = jobWithReference("known");
    assertThat(score(known.toString()).isNull()).isFalse();
    CountDownLatch comparing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    JobDocuments documents = new JobDocuments(slow(comparing, goOn));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<JobDocument>> first = threads.submit(() -> documents.whole(slowly));
      comparing.await();
      try {
        assertThat(documents.whole(known).orElseThrow().score()).isPresent();
        JobDocument waited = documents.whole(other).orElseThrow();
        assertThat(waited.text()).contains("hello world");
        assertThat(waited.score()).isEmpty();
      } finally {
        goOn.countDown();
      }
      assertThat(first.get().orElseThrow().score()).isPresent();
    }
    assertThat(documents.whole(other).orElseThrow().score()).isPresent();
  }

  /** The master's store, which keeps a score only when it may. */
  private JobStore slow(CountDownLatch comparing, CountDownLatch goOn) {
    return (JobStore)
        Proxy.newProxyInstance(
            JobStore.class.getClassLoader(),
            new Class<?>[] {JobStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("keepScore")) {
                comparing.countDown();
                goOn.await();
              }
              return method.invoke(master.store, arguments);
            });
  }

  private JobId jobWithReference(String contentId) throws Exception {
    JobId job = JobId.of(recognise(contentId)).orElseThrow();
    ok(refer(contentId, "hello world"));
    return job;
  }

  private void damage(String document) throws IOException {
    Files.writeString(folder.resolve(document), "{");
  }

  @Test
  void an_erased_job_takes_its_reference_along() throws Exception {
    String job = recognise("secret");
    ok(refer("secret", "hello world"));

    assertThat(master.delete(job).statusCode()).isEqualTo(204);

    assertThat(folder.resolve("jobs")).isEmptyDirectory();
    assertThat(folder.resolve("recordings")).isEmptyDirectory();
  }

  private JsonNode score(String job) throws Exception {
    return JSON.readTree(ok(master.get("/v1/jobs/" + job))).get("score");
  }

  private String recognise(String contentId) throws Exception {
    HttpResponse<String> answer =
        master.send(
            master
                .authorised("/client/dynamic/recognize")
                .header("Content-Type", "audio/wav")
                .header("content-id", contentId)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(speech())));
    return JSON.readTree(ok(answer)).get("id").asText();
  }

  private String stream(String contentId) throws Exception {
    StreamingClient client =
        StreamingClient.connect(
            master, Map.of("content-id", contentId, "content-type", "audio/x-raw"));
    byte[] file = speech();
    client.speak(Arrays.copyOfRange(file, WAV_HEADER, file.length), 8000);
    client.end();
    return client.heard().getLast().get("id").asText();
  }

  private HttpResponse<String> refer(String contentId, String text) throws Exception {
    return refer(contentId, text.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> refer(String contentId, byte[] text) throws Exception {
    return master.send(
        reference()
            .header("Content-Id", contentId)
            .header("User-Id", "somebody")
            .POST(HttpRequest.BodyPublishers.ofByteArray(text)));
  }

  private HttpRequest.Builder reference() {
    return master.authorised("/client/dynamic/reference");
  }
}
