package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.refused;
import static stentor.master.http.MasterFixture.speech;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stentor.protocol.job.JobId;

/** {@code GET /v1/jobs/{id}/audio} over HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JobAudioTest {

  @TempDir Path folder;
  private MasterFixture master;
  private byte[] speech;
  private String path;

  @BeforeEach
  void prepareOne() throws Exception {
    master = new MasterFixture(folder);
    speech = speech();
    JobId job = accepted(speech);
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.outcome(job).isPresent());
    path = "/v1/jobs/" + job + "/audio";
  }

  @AfterEach
  void stop() {
    master.close();
  }

  @Test
  void the_prepared_audio_is_a_wav_file() throws Exception {
    HttpResponse<byte[]> answer = send(master.authorised(path).header("Accept-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(speech.length);
    // What is sent in the prepared form passes without the change of a bit.
    assertThat(answer.body()).isEqualTo(speech);
  }

  @Test
  void a_player_may_seek() throws Exception {
    for (int[] range : new int[][] {{0, 0}, {0, 43}, {44, 1000}, {95_000, 95_999}}) {
      HttpResponse<byte[]> answer = range("bytes=" + range[0] + "-" + range[1]);

      int end = Math.min(range[1] + 1, speech.length);
      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(speech, range[0], end));
      assertThat(answer.headers().firstValue("Content-Range"))
          .contains("bytes " + range[0] + "-" + (end - 1) + "/" + speech.length);
      assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(end - range[0]);
    }
    assertThat(range("bytes=90000-").body())
        .isEqualTo(Arrays.copyOfRange(speech, 90_000, speech.length));
    assertThat(range("bytes=90000-999999999999").body())
        .isEqualTo(Arrays.copyOfRange(speech, 90_000, speech.length));
    assertThat(range("bytes=-10").body())
        .isEqualTo(Arrays.copyOfRange(speech, speech.length - 10, speech.length));
    assertThat(range("bytes=-999999999").body()).isEqualTo(speech);
  }

  @Test
  void a_range_that_is_not_understood_is_answered_with_the_whole() throws Exception {
    for (String broken :
        new String[] {
          "bytes=5-2",
          "bytes=-",
          "bytes=a-b",
          "lines=1-2",
          "bytes=0-1,5-6",
          "x",
          "bytes=1",
          "bytes=" + "9".repeat(40) + "-",
          "bytes=--5"
        }) {
      HttpResponse<byte[]> answer = range(broken);

      assertThat(answer.statusCode()).as(broken).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(speech);
    }
  }

  @Test
  void a_range_beyond_the_end_is_refused_with_the_length() throws Exception {
    for (String beyond : new String[] {"bytes=" + speech.length + "-", "bytes=-0"}) {
      HttpResponse<String> answer = master.send(master.authorised(path).header("Range", beyond));

      refused(answer, 416, "range_not_satisfiable");
      assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */" + speech.length);
    }
  }

  @Test
  void a_range_of_what_the_client_does_not_have_is_answered_with_the_whole() throws Exception {
    String tag = range("bytes=0-1").headers().firstValue("ETag").orElseThrow();

    HttpRequest.Builder request = master.authorised(path).header("Range", "bytes=0-1");
    assertThat(send(request.copy().header("If-Range", tag)).statusCode()).isEqualTo(206);
    assertThat(send(request.copy().header("If-Range", "\"other\"")).statusCode()).isEqualTo(200);
  }

  @Test
  void the_head_tells_the_length() throws Exception {
    HttpResponse<byte[]> answer =
        send(master.authorised(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(speech.length);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void audio_that_could_not_be_decoded_is_not_there() throws Exception {
    byte[] lying = speech();
    lying[24] = 1; // 1 Hz
    lying[25] = 0;
    JobId job = accepted(lying);
    await().atMost(Duration.ofSeconds(30)).until(() -> master.store.outcome(job).isPresent());

    refused(master.get("/v1/jobs/" + job + "/audio"), 404, "audio_not_prepared");
    master.delete(job.toString());
    refused(master.get("/v1/jobs/" + job + "/audio"), 404, "job_not_found");
  }

  private HttpResponse<byte[]> range(String range) throws Exception {
    return send(master.authorised(path).header("Range", range));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return master.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private JobId accepted(byte[] audio) throws Exception {
    HttpResponse<String> answer = master.send(master.job(audio, Map.of()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JobId.of(JSON.readTree(answer.body()).get("id").asText()).orElseThrow();
  }
}
