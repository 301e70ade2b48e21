package stentor.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.DeadLetter;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.PartMessage;
import stentor.protocol.json.Documents;

/** On a real ElasticMQ, as the local platform runs it. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SqsWorkQueueTest {

  private static final Duration NO_WAIT = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(30);

  private static SQSRestServer server;
  private static SqsWorkQueue queue;
  private static SqsClient client;

  private final JobId job = JobId.next(Clock.systemUTC(), new Random(1));
  private QueueName name;

  @BeforeAll
  static void start() {
    server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    int port = server.waitUntilStarted().localAddress().getPort();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    queue = SqsWorkQueue.local(endpoint);
    client =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of("elasticmq"))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "one")))
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    queue.close();
    // It waits for the long poll that a test has given up; the tests' process ends it anyway.
    Thread.ofPlatform().daemon().start(server::stopAndWait);
  }

  @BeforeEach
  void makeQueue(TestInfo test) {
    String model = "m" + Integer.toHexString(test.getDisplayName().hashCode());
    name = new QueueName(new EnvironmentName("test"), model, QueueName.Kind.SHORT);
    queue.ensure(name);
  }

  @Test
  void a_message_comes_once_while_it_is_leased_and_no_more_when_it_is_deleted() throws Exception {
    queue.send(name, List.of(new PartMessage(job, 4)));

    WorkQueue.Lease lease = queue.receive(name, NO_WAIT, LONG).orElseThrow();

    assertThat(lease.message()).isEqualTo(new PartMessage(job, 4));
    assertThat(queue.receive(name, NO_WAIT, LONG)).isEmpty();
    assertThat(queue.depth(name)).isEqualTo(new WorkQueue.Depth(0, 1, 0));
    lease.delete();
    assertThat(queue.depth(name).total()).isZero();
  }

  @Test
  void a_lease_that_is_handed_back_comes_again_at_once() throws Exception {
    queue.send(name, List.of(new PartMessage(job, 0)));
    queue.receive(name, NO_WAIT, LONG).orElseThrow().release();

    assertThat(queue.receive(name, NO_WAIT, LONG)).isPresent();
  }

  @Test
  void a_lease_that_ends_comes_again() throws Exception {
    queue.send(name, List.of(new PartMessage(job, 0)));
    assertThat(queue.receive(name, NO_WAIT, Duration.ofSeconds(1))).isPresent();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(queue.receive(name, NO_WAIT, LONG)).isPresent());
  }

  @Test
  void a_lease_that_is_extended_stays() throws Exception {
    queue.send(name, List.of(new PartMessage(job, 0)));
    WorkQueue.Lease lease = queue.receive(name, NO_WAIT, Duration.ofSeconds(1)).orElseThrow();
    lease.extend(LONG);

    assertThat(queue.receive(name, Duration.ofSeconds(2), LONG)).isEmpty();
  }

  @Test
  void many_messages_go_in_batches_and_all_arrive() throws Exception {
    queue.send(name, IntStream.range(0, 23).mapToObj(n -> new PartMessage(job, n)).toList());

    boolean[] seen = new boolean[23];
    for (int i = 0; i < 23; i++) {
      Optional<WorkQueue.Lease> lease = queue.receive(name, Duration.ofSeconds(5), LONG);
      seen[lease.orElseThrow().message().part()] = true;
    }
    assertThat(seen).doesNotContain(false);
  }

  @Test
  void a_part_that_was_given_up_is_on_the_dead_queue_with_its_reason() {
    DeadLetter letter =
        new DeadLetter(1, job, 4, 3, new Failure("worker_died", "It died."), job.instant());

    queue.sendDead(name.dead(), letter);

    assertThat(Documents.read(dead().getFirst().getBytes(StandardCharsets.UTF_8), DeadLetter.class))
        .isEqualTo(letter);
  }

  @Test
  void a_message_that_nobody_deletes_ends_on_the_dead_queue_after_ten_leases() throws Exception {
    queue.send(name, List.of(new PartMessage(job, 4)));
    for (int i = 0; i < WorkQueue.MOST_RECEIVES; i++) {
      queue.receive(name, NO_WAIT, LONG).orElseThrow().release();
    }

    assertThat(queue.receive(name, NO_WAIT, LONG)).isEmpty();
    assertThat(queue.depth(name).total()).isZero();
    assertThat(queue.depth(name.dead()).visible()).isOne();
  }

  @Test
  void a_message_that_is_none_of_ours_is_kept_on_the_dead_queue() throws Exception {
    String url = client.getQueueUrl(request -> request.queueName(name.toString())).queueUrl();
    client.sendMessage(request -> request.queueUrl(url).messageBody("good day"));

    assertThat(queue.receive(name, NO_WAIT, LONG)).isEmpty();

    assertThat(queue.depth(name).total()).isZero();
    assertThat(dead()).containsExactly("good day");
  }

  @Test
  void a_queue_that_is_there_with_its_messages_stays_when_it_is_made_again() {
    queue.send(name, List.of(new PartMessage(job, 4)));

    queue.ensure(name);
    queue.ensure(name.dead());

    assertThat(queue.depth(name).visible()).isOne();
  }

  @Test
  void a_dead_queue_takes_no_work_and_a_work_queue_no_dead_letters() {
    assertThatThrownBy(() -> queue.receive(name.dead(), NO_WAIT, LONG))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                queue.sendDead(
                    name, new DeadLetter(1, job, 0, 3, new Failure("a", "b"), job.instant())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<String> dead() {
    String url =
        client.getQueueUrl(request -> request.queueName(name.dead().toString())).queueUrl();
    return client
        .receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(5))
        .messages()
        .stream()
        .map(Message::body)
        .toList();
  }

  @Test
  void a_queue_that_does_not_answer_is_a_problem_with_a_code() {
    try (SqsWorkQueue nowhere = SqsWorkQueue.local(URI.create("http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> nowhere.depth(name))
          .isInstanceOfSatisfying(
              QueueException.class,
              failed -> assertThat(failed.problem().code()).isEqualTo("queue_unavailable"));
    }
  }

  @Test
  void an_interrupted_wait_ends_with_an_interrupt() throws Exception {
    Thread waiting =
        Thread.ofVirtual()
            .unstarted(
                () ->
                    assertThatThrownBy(() -> queue.receive(name, Duration.ofSeconds(20), LONG))
                        .isInstanceOf(InterruptedException.class));
    Throwable[] failure = new Throwable[1];
    waiting.setUncaughtExceptionHandler((thread, thrown) -> failure[0] = thrown);
    waiting.start();
    waiting.interrupt();

    assertThat(waiting.join(Duration.ofSeconds(15))).isTrue();
    assertThat(failure[0]).isNull();
  }
}
