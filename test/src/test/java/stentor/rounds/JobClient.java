package stentor.rounds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import stentor.control.Endpoint;
import stentor.protocol.job.JobId;

/** A client of a master, who knows no more of it than the contract. Safe for all threads. */
final class JobClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "stentor-rounds-7d1c0a55";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final List<Endpoint> endpoints;
  private final AtomicInteger turns = new AtomicInteger();

  /** Of the first of these masters; of the next when one does not answer. */
  JobClient(Endpoint... endpoints) {
    this.endpoints = List.of(endpoints);
  }

  /**
   * What a master answered.
   *
   * @param status HTTP status
   * @param body text
   */
  record Answer(int status, String body) {

    boolean isGood() {
      return status / 100 == 2;
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    /** The job that it tells of. */
    JobId job() {
      try {
        return JobId.of(json().get("id").asText()).orElseThrow();
      } catch (IOException noDocument) {
        throw new AssertionError(body, noDocument);
      }
    }

    /** Whether the same may go better later. */
    boolean isPassing() {
      return status / 100 == 5 || status == 429;
    }
  }

  /** Sends a recording under an id of ours and waits for its transcript. */
  Answer transcribe(Recording recording, JobId id) throws IOException, InterruptedException {
    return post("/v1/audio/transcriptions", recording, Map.of("Stentor-Job", id.toString()));
  }

  /** Sends a recording, which is done in its time. */
  Answer submit(Recording recording, String idempotencyKey)
      throws IOException, InterruptedException {
    return post("/v1/jobs", recording, Map.of("Idempotency-Key", idempotencyKey));
  }

  /** Asks for something. */
  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private Answer post(String path, Recording recording, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(
                BodyPublishers.ofByteArrays(
                    List.of(
                        field("model", NoopModel.ID),
                        text(
                            "--%s\r\nContent-Disposition: form-data; name=\"file\";"
                                    .formatted(BOUNDARY)
                                + " filename=\"%s.wav\"\r\nContent-Type: audio/wav\r\n\r\n"
                                    .formatted(recording.name())),
                        recording.wav(),
                        text("\r\n--" + BOUNDARY + "--\r\n"))));
    headers.forEach(request::header);
    return send(request);
  }

  private static byte[] field(String name, String value) {
    return text(
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
            .formatted(BOUNDARY, name, value));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private HttpRequest.Builder request(String path) {
    Endpoint endpoint = endpoints.get(turns.get() % endpoints.size());
    return HttpRequest.newBuilder(endpoint.url().resolve(path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + endpoint.token());
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    int turn = turns.get();
    try {
      HttpResponse<String> response =
          client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(response.statusCode(), response.body());
    } catch (IOException gone) {
      turns.compareAndSet(turn, turn + 1);
      throw gone;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
