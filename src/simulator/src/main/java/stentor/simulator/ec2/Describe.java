package stentor.simulator.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Nodes;
import stentor.simulator.operation.Operation;
import stentor.simulator.operation.Pages;
import stentor.simulator.wire.WireFault;
import stentor.simulator.world.Resource;

/**
 * Lists resources of one kind: by ids, by filters, page by page. What a service of AWS manages is
 * left out unless {@code IncludeManagedResources=true} is asked for, as accounts can have it.
 *
 * @param all those that are there
 * @param set name of the list in the answer
 * @param parameter by which ids are asked for, for example {@code VpcId}
 * @param id of a resource, in EC2's words
 * @param missing code of the error where an id is not there
 * @param shape what is told of a resource
 * @param filters what each filter looks at
 */
record Describe(
    Supplier<List<Resource>> all,
    String set,
    String parameter,
    Function<Resource, String> id,
    String missing,
    Function<Resource, ObjectNode> shape,
    Map<String, Function<Resource, Stream<String>>> filters)
    implements Operation {

  @Override
  public ObjectNode answer(Call call) {
    Pages<Resource> page = page(call);
    ObjectNode answer = Nodes.object();
    answer.set(set, Nodes.list(page.items().stream().map(shape)));
    page.next().ifPresent(token -> answer.put("nextToken", token));
    return answer;
  }

  /** The resources of one answer. */
  Pages<Resource> page(Call call) {
    boolean managed = call.isTrue("IncludeManagedResources");
    List<Resource> visible =
        all.get().stream().filter(resource -> managed || !resource.managed()).toList();
    List<String> ids = call.texts(parameter);
    for (String asked : ids) {
      if (visible.stream().noneMatch(resource -> id.apply(resource).equals(asked))) {
        throw new WireFault(missing, "The ID '" + asked + "' does not exist");
      }
    }
    Predicate<Resource> filter = Filters.of(call, filters, Resource::tags);
    List<Resource> found =
        visible.stream()
            .filter(resource -> ids.isEmpty() || ids.contains(id.apply(resource)))
            .filter(filter)
            .toList();
    return Pages.of(
        found, id, call.text("NextToken"), call.number("MaxResults", 0), "InvalidNextToken");
  }
}
