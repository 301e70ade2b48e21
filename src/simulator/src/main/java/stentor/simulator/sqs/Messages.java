package stentor.simulator.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import stentor.simulator.operation.Nodes;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Resource;

/**
 * What the queues hold: an ElasticMQ in this process, in memory, that starts with the first
 * message. Its times are real ones, since who works on messages does so in real time. Safe for all
 * threads.
 */
final class Messages implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ACCOUNT = "000000000000";

  /** Longer than the longest wait for a message, 20 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Attributes that decide what becomes of a message. */
  private static final List<String> ATTRIBUTES =
      List.of("VisibilityTimeout", "DelaySeconds", "ReceiveMessageWaitTimeSeconds");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ObjectNode> made = new HashMap<>();
  private Optional<Running> running = Optional.empty();

  private record Running(SQSRestServer server, URI address) {}

  /**
   * One of the stacks' queues.
   *
   * @param resource itself
   * @param deadLetters where messages go that nobody could work on
   */
  record Queue(Resource resource, Optional<Resource> deadLetters) {}

  /**
   * Answers a request about messages.
   *
   * @param target {@code X-Amz-Target}
   * @param input with any {@code QueueUrl}
   */
  WireAnswer answer(Queue queue, String target, ObjectNode input) throws InterruptedException {
    URI address = standing(queue);
    HttpResponse<byte[]> answer =
        send(
            address,
            target,
            input.deepCopy().put("QueueUrl", url(address, name(queue.resource()))));
    Map<String, String> headers = new HashMap<>();
    for (String header : List.of("content-type", "x-amzn-query-error")) {
      answer.headers().firstValue(header).ifPresent(value -> headers.put(header, value));
    }
    return new WireAnswer(answer.statusCode(), headers, answer.body());
  }

  /** How many messages there are, by attribute; nothing where there was never one. */
  Optional<JsonNode> counts(Queue queue) throws InterruptedException {
    lock.lock();
    try {
      if (!made.containsKey(queue.resource().id())) {
        return Optional.empty();
      }
    } finally {
      lock.unlock();
    }
    ObjectNode input = Nodes.object();
    input.putArray("AttributeNames").add("All");
    WireAnswer answer = answer(queue, "AmazonSQS.GetQueueAttributes", input);
    try {
      return Optional.of(MAPPER.readTree(answer.body()).path("Attributes"));
    } catch (IOException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }

  /** A queue has been deleted, and its messages with it. */
  void forget(String url) {
    lock.lock();
    try {
      if (made.remove(url) != null && running.isPresent()) {
        URI address = running.get().address();
        HttpResponse<byte[]> _ =
            send(
                address,
                "AmazonSQS.DeleteQueue",
                Nodes.object().put("QueueUrl", url(address, name(url))));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** The queue as it is now in its stack, there and elsewhere. */
  private URI standing(Queue queue) throws InterruptedException {
    lock.lock();
    try {
      URI address = started().address();
      if (queue.deadLetters().isPresent()) {
        stand(address, queue.deadLetters().get(), Nodes.object());
      }
      ObjectNode more = Nodes.object();
      queue
          .deadLetters()
          .ifPresent(
              dead ->
                  more.put(
                      "RedrivePolicy",
                      Nodes.object()
                          .put(
                              "deadLetterTargetArn",
                              "arn:aws:sqs:elasticmq:%s:%s".formatted(ACCOUNT, name(dead)))
                          .put(
                              "maxReceiveCount",
                              queue
                                  .resource()
                                  .properties()
                                  .path("RedrivePolicy")
                                  .path("maxReceiveCount")
                                  .asText())
                          .toString()));
      stand(address, queue.resource(), more);
      return address;
    } finally {
      lock.unlock();
    }
  }

  private void stand(URI address, Resource resource, ObjectNode more) throws InterruptedException {
    ObjectNode attributes = more;
    for (String name : ATTRIBUTES) {
      if (!resource.text(name).isEmpty()) {
        attributes.put(name, resource.text(name));
      }
    }
    ObjectNode before = made.get(resource.id());
    if (attributes.equals(before) || (before != null && attributes.isEmpty())) {
      return;
    }
    ObjectNode input = Nodes.object();
    input.set("Attributes", attributes);
    HttpResponse<byte[]> answer =
        before == null
            ? send(address, "AmazonSQS.CreateQueue", input.put("QueueName", name(resource)))
            : send(
                address,
                "AmazonSQS.SetQueueAttributes",
                input.put("QueueUrl", url(address, name(resource))));
    if (answer.statusCode() != 200) {
      throw new WireFault(500, "InternalError", "The queue refused: " + answer.statusCode());
    }
    made.put(resource.id(), attributes);
  }

  private Running started() {
    if (running.isEmpty()) {
      SQSRestServer server =
          SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
      int port = server.waitUntilStarted().localAddress().getPort();
      running = Optional.of(new Running(server, URI.create("http://127.0.0.1:" + port)));
    }
    return running.get();
  }

  private HttpResponse<byte[]> send(URI address, String target, JsonNode input)
      throws InterruptedException {
    try {
      return http.send(
          HttpRequest.newBuilder(address.resolve("/"))
              .header("Content-Type", "application/x-amz-json-1.0")
              .header("X-Amz-Target", target)
              .timeout(PATIENCE)
              .POST(BodyPublishers.ofString(input.toString()))
              .build(),
          BodyHandlers.ofByteArray());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String url(URI address, String name) {
    return address + "/" + ACCOUNT + "/" + name;
  }

  private static String name(Resource queue) {
    return name(queue.id());
  }

  /** Queues of two regions may have one name. */
  private static String name(String url) {
    String host = URI.create(url).getHost();
    String region = host == null ? "" : host.replaceAll("^sqs\\.|\\.amazonaws\\.com$", "");
    String name = url.substring(url.lastIndexOf('/') + 1);
    return "%s-%08x"
        .formatted(name.substring(0, Math.min(name.length(), 70)), (region + name).hashCode());
  }

  @Override
  public void close() {
    http.shutdownNow();
    lock.lock();
    try {
      running.ifPresent(one -> one.server().stopAndWait());
      running = Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
