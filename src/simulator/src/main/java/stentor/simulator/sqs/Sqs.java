package stentor.simulator.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * SQS, as its API reference of 2012-11-05 has it: queues are the stacks', messages are ElasticMQ's.
 */
public final class Sqs implements WireService, AutoCloseable {

  private static final String NAME = "sqs";
  private static final String QUEUE = "AWS::SQS::Queue";

  /** Attributes and the properties of templates that set them. */
  private static final List<String> PROPERTIES =
      List.of("VisibilityTimeout", "MessageRetentionPeriod", "DelaySeconds", "RedrivePolicy");

  private static final List<String> COUNTS =
      List.of(
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed");

  /** What is done to messages; somebody may wait in it for up to 20 s. */
  private static final Set<String> OF_MESSAGES =
      Set.of(
          "SendMessage",
          "SendMessageBatch",
          "ReceiveMessage",
          "DeleteMessage",
          "DeleteMessageBatch",
          "ChangeMessageVisibility",
          "ChangeMessageVisibilityBatch",
          "PurgeQueue");

  private final World world;
  private final Messages messages = new Messages();
  private final JsonService queues;

  /** The service over the queues of a world. */
  public Sqs(World world) {
    this.world = world;
    this.queues =
        new JsonService(
            NAME,
            Map.of(
                "ListQueues", this::list,
                "GetQueueUrl", this::url,
                "GetQueueAttributes", this::attributes));
    world.whenRemoved(
        gone -> {
          if (gone.type().equals(QUEUE)) {
            messages.forget(gone.id());
          }
        });
  }

  @Override
  public Set<String> signingNames() {
    return Set.of(NAME);
  }

  @Override
  public boolean alone() {
    return false;
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    if (!OF_MESSAGES.contains(action(request))) {
      return queues.answer(request);
    }
    if (!(request.json() instanceof ObjectNode input)) {
      throw new WireFault("SerializationException", "The body is no object");
    }
    Messages.Queue queue = world.atomically(() -> queue(input.path("QueueUrl").asText()));
    try {
      return messages.answer(queue, request.header("x-amz-target").orElse(""), input);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new WireFault(503, "ServiceUnavailable", "The service is ending.", stopped);
    }
  }

  private Messages.Queue queue(String url) {
    Resource queue = world.find(QUEUE, url).orElseThrow(Sqs::missing);
    String arn = queue.properties().path("RedrivePolicy").path("deadLetterTargetArn").asText();
    return new Messages.Queue(
        queue,
        world.all(QUEUE).stream()
            .filter(one -> !arn.isEmpty() && one.attribute("Arn").equals(arn))
            .findFirst());
  }

  @Override
  public void close() {
    messages.close();
  }

  private ObjectNode list(Call call) {
    String prefix = call.text("QueueNamePrefix").orElse("");
    Pages<Resource> page =
        Pages.of(
            world.all(QUEUE).stream().filter(queue -> name(queue).startsWith(prefix)).toList(),
            Resource::id,
            call.text("NextToken"),
            call.number("MaxResults", 1000),
            "InvalidParameterValue");
    ObjectNode answer = Nodes.object();
    answer.set("QueueUrls", Nodes.texts(page.items().stream().map(Resource::id)));
    page.next().ifPresent(token -> answer.put("NextToken", token));
    return answer;
  }

  private ObjectNode url(Call call) {
    String name = call.required("QueueName");
    return Nodes.object()
        .put(
            "QueueUrl",
            world.all(QUEUE).stream()
                .filter(queue -> name(queue).equals(name))
                .map(Resource::id)
                .findFirst()
                .orElseThrow(Sqs::missing));
  }

  private ObjectNode attributes(Call call) {
    Messages.Queue found = world.atomically(() -> queue(call.required("QueueUrl")));
    Resource queue = found.resource();
    Optional<JsonNode> counts;
    try {
      counts = messages.counts(found);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new WireFault(503, "ServiceUnavailable", "The service is ending.", stopped);
    }
    ObjectNode all = Nodes.object();
    for (String count : COUNTS) {
      all.put(count, counts.map(told -> told.path(count).asText("0")).orElse("0"));
    }
    all.put("CreatedTimestamp", Long.toString(queue.createdAt().getEpochSecond()))
        .put(
            "QueueArn",
            "arn:aws:sqs:%s:%s:%s".formatted(call.wire().region(), world.account(), name(queue)));
    for (String property : PROPERTIES) {
      if (queue.properties().has(property)) {
        all.put(
            property,
            queue.properties().path(property).isContainerNode()
                ? queue.properties().path(property).toString()
                : queue.text(property));
      }
    }
    List<String> names = call.texts("AttributeNames");
    if (!names.contains("All")) {
      all.retain(names);
    }
    ObjectNode answer = Nodes.object();
    answer.set("Attributes", all);
    return answer;
  }

  private static String name(Resource queue) {
    return queue.id().substring(queue.id().lastIndexOf('/') + 1);
  }

  private static WireFault missing() {
    return new WireFault("QueueDoesNotExist", "The specified queue does not exist.");
  }
}
