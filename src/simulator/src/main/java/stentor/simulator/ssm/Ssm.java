package stentor.simulator.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.JsonService;
import stentor.simulator.operation.Nodes;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireService;
import stentor.simulator.world.World;

/** The public parameters that name Amazon Linux 2023 for arm64; all give the same image. */
public final class Ssm {

  private static final Pattern IMAGE =
      Pattern.compile(
          "/aws/service/ami-amazon-linux-latest/al2023-ami(-minimal)?-kernel-(default|6\\.\\d+)-arm64");

  private final World world;
  private final String image;

  private Ssm(World world, String image) {
    this.world = world;
    this.image = image;
  }

  /**
   * The service.
   *
   * @param image id of the image that the aliases name
   */
  public static WireService over(World world, String image) {
    Ssm ssm = new Ssm(world, image);
    return new JsonService(
        "ssm", Map.of("GetParameter", ssm::parameter, "GetParameters", ssm::parameters));
  }

  private ObjectNode parameter(Call call) {
    String name = call.required("Name");
    if (!IMAGE.matcher(name).matches()) {
      throw new WireFault("ParameterNotFound", "Parameter " + name + " not found.");
    }
    ObjectNode answer = Nodes.object();
    answer.set("Parameter", shape(name, call));
    return answer;
  }

  private ObjectNode parameters(Call call) {
    List<String> names = call.texts("Names");
    ObjectNode answer = Nodes.object();
    answer.set(
        "Parameters",
        Nodes.list(
            names.stream()
                .filter(name -> IMAGE.matcher(name).matches())
                .map(name -> shape(name, call))));
    answer.set(
        "InvalidParameters",
        Nodes.texts(names.stream().filter(name -> !IMAGE.matcher(name).matches())));
    return answer;
  }

  private ObjectNode shape(String name, Call call) {
    return Nodes.object()
        .put("Name", name)
        .put("Type", "String")
        .put("Value", image)
        .put("Version", 1)
        .put("DataType", "text")
        .put("LastModifiedDate", Nodes.seconds(world.now()))
        .put("ARN", "arn:aws:ssm:%s::parameter%s".formatted(call.wire().region(), name));
  }
}
