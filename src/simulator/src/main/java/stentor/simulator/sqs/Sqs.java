package stentor.simulator.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.Resource;
import stentor.simulator.world.World;

/**
 * SQS, as its API reference of 2012-11-05 has it: which queues there are. They hold no messages.
 */
public final class Sqs {

  private static final String QUEUE = "AWS::SQS::Queue";

  /** Attributes and the properties of templates that set them. */
  private static final List<String> PROPERTIES =
      List.of("VisibilityTimeout", "MessageRetentionPeriod", "DelaySeconds", "RedrivePolicy");

  private final World world;

  private Sqs(World world) {
    this.world = world;
  }

  /** The service. */
  public static WireService over(World world) {
    Sqs sqs = new Sqs(world);
    return new JsonService(
        "sqs",
        Map.of(
            "ListQueues", sqs::list,
            "GetQueueUrl", sqs::url,
            "GetQueueAttributes", sqs::attributes));
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
    Resource queue = world.find(QUEUE, call.required("QueueUrl")).orElseThrow(Sqs::missing);
    ObjectNode all =
        Nodes.object()
            .put("ApproximateNumberOfMessages", "0")
            .put("ApproximateNumberOfMessagesNotVisible", "0")
            .put("ApproximateNumberOfMessagesDelayed", "0")
            .put("CreatedTimestamp", Long.toString(queue.createdAt().getEpochSecond()))
            .put(
                "QueueArn",
                "arn:aws:sqs:%s:%s:%s"
                    .formatted(call.wire().region(), world.account(), name(queue)));
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
