package stentor.master.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stentor.master.http.MasterFixture.JSON;
import static stentor.master.http.MasterFixture.refusedFor;
import static stentor.master.http.MasterFixture.speech;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stentor.master.prepare.JobNotices;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Outcome;

/** {@code GET /v1/jobs/{id}/events} over HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class JobEventsTest {

  /** Long enough for several parts of at most 30 s. */
  private static final int STRETCHES = 30;

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

  /** One event as it came. */
  private record Event(long id, String name, JsonNode data) {}

  @Test
  void a_job_is_told_from_its_acceptance_to_its_end() throws Exception {
    JobId job = accepted(speech());

    List<Event> events = all(job, 0);

    assertThat(names(events))
        .containsExactly("queued", "started", "partial", "progress", "succeeded");
    assertThat(events).extracting(Event::id).isSorted().doesNotHaveDuplicates();
    assertThat(events.get(0).data().get("job").asText()).isEqualTo(job.toString());
    assertThat(events.get(0).data().get("at").asText()).endsWith("Z");
    assertThat(events.get(2).data().get("text").asText()).isEqualTo("hello world");
    assertThat(events.get(2).data().get("part").asInt()).isZero();
    assertThat(events.get(2).data().get("start").asDouble()).isBetween(0.3, 1.0);
    assertThat(events.get(2).data().get("end").asDouble()).isBetween(2.0, 3.0);
    assertThat(events.get(2).data().get("gap").asBoolean()).isFalse();
    assertThat(events.get(3).data()).isEqualTo(JSON.readTree("{\"done\":1,\"total\":1}"));
    JsonNode end = events.get(4).data();
    assertThat(end.get("status").asText()).isEqualTo("succeeded");
    assertThat(end.get("text").asText()).isEqualTo("hello world");
    assertThat(end.get("result").isNull()).isTrue();
  }

  @Test
  void parts_that_end_out_of_order_are_counted_at_once_and_read_in_order() throws Exception {
    JobId job = prepared();
    int total = master.store.prepared(job).orElseThrow().parts().size();
    assertThat(total).isGreaterThan(2);
    try (Stream stream = open(job, 0)) {
      assertThat(stream.next().name()).isEqualTo("queued");
      master.store.beginAttempt(job, 1, "worker-1");
      assertThat(stream.next().name()).isEqualTo("started");

      master.workers.answer(job, 1);
      Event counted = stream.next();
      assertThat(counted.name()).isEqualTo("progress");
      assertThat(counted.data().get("done").asInt()).isEqualTo(1);
      assertThat(counted.data().get("total").asInt()).isEqualTo(total);

      master.workers.answer(job, 0);
      List<Event> more = List.of(stream.next(), stream.next(), stream.next());
      assertThat(names(more)).containsExactly("partial", "partial", "progress");
      assertThat(more.get(0).data().get("part").asInt()).isZero();
      assertThat(more.get(1).data().get("part").asInt()).isEqualTo(1);
      assertThat(more.get(2).data().get("done").asInt()).isEqualTo(2);
      assertThat(more.getFirst().id()).isGreaterThan(counted.id());

      master.delete(job.toString());
      assertThat(stream.next().name()).isEqualTo("cancelled");
      assertThat(stream.atEnd()).isTrue();
    }
  }

  @Test
  void a_reader_goes_on_exactly_where_it_was_on_any_master() throws Exception {
    JobId job = prepared();
    int total = master.store.prepared(job).orElseThrow().parts().size();
    List<Event> heard = new ArrayList<>();
    try (Stream stream = open(job, 0)) {
      heard.add(stream.next());
      for (int part = 0; part < total - 1; part++) {
        master.workers.answer(job, part);
      }
      do {
        heard.add(stream.next());
      } while (count(heard, "partial") < total - 1);
    }
    master.close();
    master = new MasterFixture(folder);
    master.workers.answerNothing();

    try (Stream stream = open(job, heard.getLast().id())) {
      master.workers.answer(job, total - 1);
      while (!stream.atEnd()) {
        heard.add(stream.next());
      }
    }

    assertThat(heard).extracting(Event::id).isSorted().doesNotHaveDuplicates();
    assertThat(heard.stream().filter(one -> one.name().equals("partial")))
        .extracting(one -> one.data().get("part").asInt())
        .isEqualTo(java.util.stream.IntStream.range(0, total).boxed().toList());
    assertThat(heard.getLast().name()).isEqualTo("succeeded");
    List<Event> whole = all(job, 0);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(all(job, whole.get(i).id())).isEqualTo(whole.subList(i + 1, whole.size()));
    }
  }

  @Test
  void who_has_heard_the_end_is_told_not_to_come_back() throws Exception {
    JobId job = accepted(speech());
    List<Event> events = all(job, 0);

    for (long id : List.of(events.getLast().id(), 999_999_999_999_999_999L)) {
      assertThat(master.send(request(job, id)).statusCode()).isEqualTo(204);
    }
  }

  @Test
  void a_job_that_is_cancelled_before_it_is_prepared_ends_once_even_if_it_is_prepared_then()
      throws Exception {
    JobId job = prepared();
    Path prepared = folder.resolve("jobs").resolve(job.toString()).resolve("prepared.json");
    Path aside = folder.resolve("aside");
    java.nio.file.Files.move(prepared, aside);
    master.store.createOutcome(Outcome.cancelled(job, java.time.Instant.now()));
    List<Event> events = all(job, 0);
    assertThat(names(events)).containsExactly("queued", "cancelled");

    java.nio.file.Files.move(aside, prepared);
    master.workers.answer(job, 0);

    assertThat(master.send(request(job, events.getLast().id())).statusCode()).isEqualTo(204);
    List<Event> after = all(job, events.getFirst().id());
    assertThat(after.getLast().name()).isEqualTo("cancelled");
    assertThat(after.getLast().id()).isGreaterThan(events.getLast().id());
  }

  @Test
  void what_is_no_id_of_an_event_is_refused() throws Exception {
    JobId job = accepted(speech());

    for (String id : List.of("x", "-1", "1.5", "9".repeat(19), "1\u00e9")) {
      refusedFor(master.send(events(job).header("Last-Event-ID", id)), "Last-Event-ID");
    }
  }

  @Test
  void a_stream_ends_when_its_master_does() throws Exception {
    JobId job = prepared();
    try (Stream stream = open(job, 0)) {
      assertThat(stream.next().name()).isEqualTo("queued");

      master.stop();

      assertThat(stream.isCut() || stream.atEnd()).isTrue();
    }
  }

  @Test
  void a_stream_of_a_job_that_is_erased_ends() throws Exception {
    JobId job = prepared();
    try (Stream stream = open(job, 0)) {
      assertThat(stream.next().name()).isEqualTo("queued");

      master.delete(job.toString());
      master.delete(job.toString());

      while (!stream.atEnd()) {
        assertThat(stream.next().name()).isEqualTo("cancelled");
      }
    }
  }

  @Test
  void silence_is_broken_by_heartbeats_and_a_client_that_left_is_let_go() throws Exception {
    JobId job = prepared();
    AtomicInteger waiting = new AtomicInteger();
    JobNotices counting =
        (id, most) -> {
          waiting.incrementAndGet();
          try {
            Thread.sleep(most);
          } finally {
            waiting.decrementAndGet();
          }
        };
    EventPace pace =
        new EventPace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50));
    AtomicInteger inside = new AtomicInteger();
    try (JobEventStream events =
        new JobEventStream(master.store, new JobFollower(counting, pace))) {
      Javalin server =
          Javalin.create(
              config -> {
                config.concurrency.useVirtualThreads = true;
                config.routes.get(
                    "/v1/jobs/{id}/events",
                    context -> {
                      inside.incrementAndGet();
                      try {
                        events.get(context);
                      } finally {
                        inside.decrementAndGet();
                      }
                    });
              });
      server.start("127.0.0.1", 0);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        socket
            .getOutputStream()
            .write(
                ("GET /v1/jobs/" + job + "/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        int heartbeats = 0;
        while (heartbeats < 3) {
          heartbeats += lines.readLine().equals(":") ? 1 : 0;
        }
        assertThat(inside).hasValue(1);
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> inside.get() == 0);
      assertThat(waiting).hasValue(0);
      server.stop();
    }
  }

  @Test
  void a_hundred_streams_hear_the_same() throws Exception {
    JobId job = prepared();
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      streams.add(open(job, 0));
    }
    int total = master.store.prepared(job).orElseThrow().parts().size();
    for (int part = 0; part < total; part++) {
      master.workers.answer(job, part);
    }

    for (Stream stream : streams) {
      List<String> names = new ArrayList<>();
      while (!stream.atEnd()) {
        names.add(stream.next().name());
      }
      assertThat(names).startsWith("queued", "started").endsWith("succeeded");
      assertThat(names.stream().filter("partial"::equals)).hasSize(total);
      stream.close();
    }
  }

  private JobId accepted(byte[] audio) throws Exception {
    HttpResponse<String> answer = master.send(master.job(audio, Map.of()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JobId.of(JSON.readTree(answer.body()).get("id").asText()).orElseThrow();
  }

  /** A job of several parts that no worker has begun. */
  private JobId prepared() throws Exception {
    master.workers.answerNothing();
    JobId job = accepted(speech(STRETCHES));
    await().atMost(Duration.ofSeconds(60)).until(() -> master.store.prepared(job).isPresent());
    return job;
  }

  private HttpRequest.Builder events(JobId job) {
    return master.authorised("/v1/jobs/" + job + "/events");
  }

  private HttpRequest.Builder request(JobId job, long last) {
    return last == 0 ? events(job) : events(job).header("Last-Event-ID", Long.toString(last));
  }

  private Stream open(JobId job, long last) throws Exception {
    return new Stream(
        master.client.send(request(job, last).build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  private List<Event> all(JobId job, long last) throws Exception {
    HttpResponse<InputStream> answer =
        master.client.send(request(job, last).build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() == 204) {
      return List.of();
    }
    List<Event> events = new ArrayList<>();
    try (Stream stream = new Stream(answer)) {
      while (!stream.atEnd()) {
        events.add(stream.next());
      }
    }
    return events;
  }

  private static List<String> names(List<Event> events) {
    return events.stream().map(Event::name).toList();
  }

  private static long count(List<Event> events, String name) {
    return events.stream().filter(event -> event.name().equals(name)).count();
  }

  /** A client that reads events as they come. */
  private static final class Stream implements AutoCloseable {

    private final BufferedReader lines;
    private Optional<Event> ahead = Optional.empty();

    Stream(HttpResponse<InputStream> answer) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    Event next() throws IOException {
      assertThat(atEnd()).isFalse();
      Event event = ahead.orElseThrow();
      ahead = Optional.empty();
      return event;
    }

    boolean atEnd() throws IOException {
      if (ahead.isEmpty()) {
        String line = lines.readLine();
        while (line != null && !line.startsWith("id: ")) {
          line = lines.readLine();
        }
        if (line != null) {
          long id = Long.parseLong(line.substring("id: ".length()));
          String name = lines.readLine().substring("event: ".length());
          ahead =
              Optional.of(
                  new Event(
                      id, name, JSON.readTree(lines.readLine().substring("data: ".length()))));
        }
      }
      return ahead.isEmpty();
    }

    /** Whether the connection ends without the answer's end. */
    boolean isCut() {
      try {
        assertThat(atEnd()).isTrue();
        return false;
      } catch (IOException cut) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
