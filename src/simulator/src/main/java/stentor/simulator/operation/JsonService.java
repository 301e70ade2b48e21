package stentor.simulator.operation;

import java.util.Map;
import java.util.Set;
import stentor.simulator.wire.WireAnswer;
import stentor.simulator.wire.WireFault;
import stentor.simulator.wire.WireRequest;
import stentor.simulator.wire.WireService;

/** A service that speaks AWS's JSON protocol, 1.0 or 1.1: the target's header names the action. */
public final class JsonService implements WireService {

  private final String signingName;
  private final Map<String, Operation> operations;

  /** A service with these operations, by the name of the action. */
  public JsonService(String signingName, Map<String, Operation> operations) {
    this.signingName = signingName;
    this.operations = Map.copyOf(operations);
  }

  @Override
  public Set<String> signingNames() {
    return Set.of(signingName);
  }

  @Override
  public WireAnswer answer(WireRequest request) {
    String target = request.headers().getOrDefault("x-amz-target", "");
    String action = target.substring(target.lastIndexOf('.') + 1);
    Operation operation = operations.get(action);
    if (operation == null) {
      throw new WireFault("UnknownOperationException", "Unknown operation: " + target);
    }
    return WireAnswer.amazonJson(operation.answer(new Call(request, Bodies.object(request))));
  }
}
