package stentor.aws.preflight;

import java.util.List;
import java.util.Map;

/**
 * Actions on the same kind of resource.
 *
 * @param id short name of letters and digits, as a statement of a policy may have it
 * @param actions as policies write them
 * @param resource the resources, as a policy would name them
 * @param example one of them
 * @param context values of condition keys that such a request carries
 */
public record ActionGroup(
    String id, List<String> actions, String resource, String example, Map<String, String> context) {

  /** Copies the collections. */
  public ActionGroup {
    actions = List.copyOf(actions);
    context = Map.copyOf(context);
  }

  /** The same with these actions only. */
  ActionGroup only(List<String> some) {
    return new ActionGroup(id, some, resource, example, context);
  }
}
