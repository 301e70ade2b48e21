package stentor.master.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import stentor.jobs.store.FolderJobStore;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.JobRequest;
import stentor.protocol.job.Outcome;

/** Deliveries to a receiver over real HTTP. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Timeout(120)
class WebhookDeliveryTest {

  private static final String SECRET = "the-token-of-the-environment";

  @TempDir Path folder;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
  private final List<Thread> masters = new ArrayList<>();
  private FolderJobStore store;
  private HttpServer receiver;

  /** A message as it came. */
  private record Received(String id, String timestamp, String signature, String body) {}

  @BeforeEach
  void start() throws IOException {
    store = FolderJobStore.in(folder, Clock.systemUTC());
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Thread master : masters) {
      master.interrupt();
      master.join();
    }
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          new Received(
              exchange.getRequestHeaders().getFirst("webhook-id"),
              exchange.getRequestHeaders().getFirst("webhook-timestamp"),
              exchange.getRequestHeaders().getFirst("webhook-signature"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      Integer status = answers.poll();
      if (status != null && status / 100 == 3) {
        exchange.getResponseHeaders().add("Location", "/elsewhere");
      }
      exchange.sendResponseHeaders(status == null ? 204 : status, -1);
    }
  }

  @Test
  void a_webhook_is_told_once_with_a_signature_that_its_receiver_can_check() throws Exception {
    JobId job = ended(address("/hook?x=1"));

    master("one", Clock.systemUTC());

    await().atMost(Duration.ofSeconds(30)).until(() -> store.untold().isEmpty());
    assertThat(received).hasSize(1);
    Received message = received.getFirst();
    assertThat(message.id()).isEqualTo(job.toString());
    assertThat(Instant.ofEpochSecond(Long.parseLong(message.timestamp())))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    assertThat(message.signature()).isEqualTo(signature(message));
    JsonNode document = new ObjectMapper().readTree(message.body());
    assertThat(document.get("id").asText()).isEqualTo(job.toString());
    assertThat(document.get("status").asText()).isEqualTo("failed");
    assertThat(document.at("/error/code").asText()).isEqualTo("recognition_failed");
    assertThat(document.get("result").isNull()).isTrue();
  }

  @Test
  void it_is_tried_again_until_it_is_taken_and_redirects_are_not_followed() throws Exception {
    answers.addAll(List.of(500, 404, 302, 429));
    JobId job = ended(address("/hook"));

    master("one", Clock.systemUTC());

    await().atMost(Duration.ofSeconds(30)).until(() -> store.untold().isEmpty());
    assertThat(received).hasSize(5).allMatch(message -> message.id().equals(job.toString()));
  }

  @Test
  void a_receiver_that_is_gone_is_not_asked_again() throws Exception {
    answers.add(410);
    ended(address("/hook"));

    master("one", Clock.systemUTC());

    await().atMost(Duration.ofSeconds(30)).until(() -> store.untold().isEmpty());
    assertThat(received).hasSize(1);
  }

  @Test
  void after_a_day_it_is_given_up() throws Exception {
    answers.add(500);
    ended(address("/hook"));

    master("one", Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));

    await().atMost(Duration.ofSeconds(30)).until(() -> store.untold().isEmpty());
    assertThat(received).hasSize(1);
  }

  @Test
  void an_unreachable_receiver_keeps_no_other_waiting() throws Exception {
    ended(URI.create("http://127.0.0.1:1/"));
    ended(URI.create("http://name.invalid/"));
    JobId reachable = ended(address("/hook"));

    master("one", Clock.systemUTC());

    await().atMost(Duration.ofSeconds(60)).until(() -> !received.isEmpty());
    assertThat(received.getFirst().id()).isEqualTo(reachable.toString());
    assertThat(store.untold()).hasSize(2);
  }

  @Test
  void a_master_that_dies_leaves_its_webhooks_to_the_next() throws Exception {
    JobId job = ended(address("/hook"));
    store.hold("webhooks", "a master that died", Duration.ofSeconds(2));

    master("another", Clock.systemUTC());

    await().atMost(Duration.ofSeconds(60)).until(() -> store.untold().isEmpty());
    assertThat(received).extracting(Received::id).containsExactly(job.toString());
  }

  @Test
  void of_several_masters_one_tells() throws Exception {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      jobs.add(ended(address("/hook")).toString());
    }

    for (int i = 0; i < 3; i++) {
      master("master-" + i, Clock.systemUTC());
    }

    await().atMost(Duration.ofSeconds(60)).until(() -> store.untold().isEmpty());
    assertThat(received).extracting(Received::id).containsExactlyInAnyOrderElementsOf(jobs);
  }

  @Test
  void what_was_erased_is_told_to_nobody() throws Exception {
    JobId job = ended(address("/hook"));
    store.erase(job);

    master("one", Clock.systemUTC());
    JobId other = ended(address("/hook"));

    await().atMost(Duration.ofSeconds(30)).until(() -> !received.isEmpty());
    assertThat(received).extracting(Received::id).containsExactly(other.toString());
  }

  private void master(String name, Clock clock) {
    WebhookPace pace =
        new WebhookPace(
            Duration.ofMillis(10),
            List.of(Duration.ofMillis(1), Duration.ofMillis(20)),
            Duration.ofDays(1));
    WebhookDelivery delivery = new WebhookDelivery(store, SECRET, name, clock, pace);
    masters.add(
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    delivery.run();
                  } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
  }

  private JobId ended(URI webhook) throws IOException {
    JobId job = JobId.next(Clock.systemUTC(), new Random());
    JobRequest request =
        new JobRequest(
            JobRequest.SCHEMA,
            job,
            Instant.now(),
            JobRequest.TRANSCRIBE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            3,
            Optional.empty(),
            Optional.of(webhook),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    store.accept(request, new ByteArrayInputStream(new byte[3]));
    store.createOutcome(
        Outcome.failed(job, Instant.now(), new Failure("recognition_failed", "It broke.")));
    return job;
  }

  /** As a receiver computes it, by the specification's words. */
  private static String signature(Received message) throws Exception {
    String signed = message.id() + "." + message.timestamp() + "." + message.body();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
