package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.speech;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a master refuses when it has all it can take. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AdmissionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void one_client_more_than_may_wait_is_refused_at_once_and_let_in_when_there_is_room()
      throws Exception {
    try (MasterFixture master = new MasterFixture(folder, new AdmissionLimits(1, 9, 9, 9, 0))) {
      master.workers.answerNothing();
      CompletableFuture<HttpResponse<String>> waiting =
          master.client.sendAsync(
              master.transcription(speech(), Map.of()).build(),
              HttpResponse.BodyHandlers.ofString());
      await().atMost(PATIENCE).until(() -> !master.store.open().isEmpty());

      HttpResponse<String> refused = master.transcribe(speech(), Map.of());

      refused(refused, 429, "queue_full");
      assertThat(refused.headers().firstValue("Retry-After"))
          .hasValueSatisfying(AdmissionTest::seconds);
      assertThat(master.get("/metrics").body())
          .contains("stentor_requests_rejected_total{reason=\"queue_full\"} 1");
      assertThat(master.send(master.job(speech(), Map.of())).statusCode()).isEqualTo(202);
      master.delete(master.store.open().getFirst().toString());
      refused(waiting.get(30, TimeUnit.SECONDS), 409, "job_cancelled");
    }
  }

  @Test
  void a_recording_more_than_can_be_stored_at_once_is_refused_before_its_body_is_sent()
      throws Exception {
    try (MasterFixture master = new MasterFixture(folder, new AdmissionLimits(9, 1, 1, 9, 0));
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), master.uri("/").getPort())) {
      slow.getOutputStream().write(head(1000, "").getBytes(StandardCharsets.US_ASCII));
      slow.getOutputStream().flush();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(master.raw(head(1000, "Connection: close\r\n")))
                      .startsWith("HTTP/1.1 429")
                      .contains("queue_full")
                      .containsIgnoringCase("Retry-After: "));
    }
  }

  @Test
  void too_many_jobs_that_have_not_ended_keep_more_out() throws Exception {
    try (MasterFixture master = new MasterFixture(folder, new AdmissionLimits(9, 9, 9, 2, 0))) {
      master.workers.answerNothing();
      List<Integer> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answers.add(master.send(master.job(speech(), Map.of())).statusCode());
      }

      assertThat(answers).containsExactly(202, 202, 429);
    }
  }

  @Test
  void a_disk_without_room_is_told_before_anything_is_written() throws Exception {
    AdmissionLimits noDiskIsSoLarge = new AdmissionLimits(9, 9, 9, 9, Long.MAX_VALUE);
    try (MasterFixture master = new MasterFixture(folder, noDiskIsSoLarge)) {
      refused(master.transcribe(speech(), Map.of()), 507, "storage_full");
      refused(master.send(master.job(speech(), Map.of())), 507, "storage_full");
      assertThat(folder.resolve("jobs")).isEmptyDirectory();
    }
  }

  private static void seconds(String value) {
    assertThat(Integer.parseInt(value)).isBetween(1, 60);
  }

  private static String head(int length, String more) {
    return "POST /v1/jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + MasterFixture.TOKEN
        + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
        + length
        + "\r\n"
        + more
        + "\r\n";
  }
}
