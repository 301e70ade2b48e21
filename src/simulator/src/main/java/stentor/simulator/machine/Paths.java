package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stentor.simulator.operation.Nodes;

/**
 * Paths into documents, as far as reference paths go: {@code $.a.b[0]['c d']}; those that begin
 * with {@code $$} look into the context of the execution. No filters, slices or wildcards.
 */
final class Paths {

  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z_][\\w-]*)|\\[(\\d+)]|\\['([^']*)']|\\[\"([^\"]*)\"]");

  private Paths() {}

  /** What a path leads to; missing where it leads to nothing. */
  static JsonNode look(String path, JsonNode input, JsonNode context) {
    JsonNode at = path.startsWith("$$") ? context : input;
    for (String step : steps(path)) {
      at = at.isArray() ? at.path(Integer.parseInt(step)) : at.path(step);
    }
    return at;
  }

  /** As {@link #look}, failing where the path leads to nothing. */
  static JsonNode read(String path, JsonNode input, JsonNode context) {
    JsonNode found = look(path, input, context);
    if (found instanceof MissingNode) {
      throw new StateError(
          "States.Runtime", "The path '" + path + "' could not be found in the input: " + input);
    }
    return found;
  }

  /** The document with a value put at a path; objects on the way are made. */
  static JsonNode put(String path, JsonNode document, JsonNode value) {
    List<String> steps = steps(path);
    if (steps.isEmpty()) {
      return value;
    }
    ObjectNode root = document instanceof ObjectNode object ? object.deepCopy() : Nodes.object();
    ObjectNode at = root;
    for (String step : steps.subList(0, steps.size() - 1)) {
      at = at.path(step) instanceof ObjectNode inside ? inside : at.putObject(step);
    }
    at.set(steps.getLast(), value);
    return root;
  }

  private static List<String> steps(String path) {
    String rest = path.startsWith("$$") ? path.substring(2) : path.substring(1);
    if (!path.startsWith("$")) {
      throw invalid(path);
    }
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!step.find(at) || step.start() != at) {
        throw invalid(path);
      }
      for (int group = 1; group <= step.groupCount(); group++) {
        String found = step.group(group);
        if (found != null) {
          steps.add(found);
        }
      }
      at = step.end();
    }
    return steps;
  }

  private static StateError invalid(String path) {
    return new StateError("States.Runtime", "Invalid path '" + path + "'");
  }
}
