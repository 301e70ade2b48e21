package stentor.simulator.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;

/** A service that speaks AWS's query protocol, or EC2's dialect of it. */
public final class QueryService implements WireService {

  private final String signingName;
  private final String namespace;
  private final XmlTree.Lists lists;
  private final Map<String, Operation> operations;

  private QueryService(
      String signingName,
      String namespace,
      XmlTree.Lists lists,
      Map<String, Operation> operations) {
    this.signingName = signingName;
    this.namespace = namespace;
    this.lists = lists;
    this.operations = Map.copyOf(operations);
  }

  /** A service of the query protocol. */
  public static QueryService query(
      String signingName, String namespace, Map<String, Operation> operations) {
    return new QueryService(signingName, namespace, XmlTree.Lists.MEMBER, operations);
  }

  /** EC2. */
  public static QueryService ec2(
      String signingName, String namespace, Map<String, Operation> operations) {
    return new QueryService(signingName, namespace, XmlTree.Lists.ITEM, operations);
  }

  @Override
  public Set<String> signingNames() {
    return Set.of(signingName);
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    ObjectNode input = Form.tree(request.form());
    String action = input.path("Action").asText();
    Operation operation = operations.get(action);
    if (operation == null) {
      throw new WireFault(
          "InvalidAction", "The action " + action + " is not valid for this web service.");
    }
    ObjectNode output = operation.answer(new Call(request, input));
    String id = UUID.randomUUID().toString();
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    if (lists == XmlTree.Lists.ITEM) {
      content.put("requestId", id).setAll(output);
    } else {
      content.set(action + "Result", output);
      content.putObject("ResponseMetadata").put("RequestId", id);
    }
    return WireAnswer.xml(XmlTree.document(action + "Response", namespace, content, lists));
  }
}
