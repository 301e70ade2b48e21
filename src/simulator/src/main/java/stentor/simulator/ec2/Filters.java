package stentor.simulator.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import stentor.simulator.operation.Call;
import stentor.simulator.operation.Patterns;
import stentor.simulator.wire.WireFault;

/** The filters of a describe: all must hold, each by any of its values. */
final class Filters {

  private Filters() {}

  /**
   * What a call's filters let through.
   *
   * @param known what each filter looks at, by its name
   * @param tags the tags of an item
   */
  static <T> Predicate<T> of(
      Call call,
      Map<String, Function<T, Stream<String>>> known,
      Function<T, Map<String, String>> tags) {
    Predicate<T> all = item -> true;
    for (JsonNode filter : call.items("Filter")) {
      String name = filter.path("Name").asText();
      List<String> values = new ArrayList<>();
      filter.path("Value").forEach(value -> values.add(value.asText()));
      Function<T, Stream<String>> seen = seen(name, known, tags);
      all =
          all.and(
              item ->
                  seen.apply(item)
                      .anyMatch(
                          text -> values.stream().anyMatch(value -> Patterns.fits(value, text))));
    }
    return all;
  }

  private static <T> Function<T, Stream<String>> seen(
      String name,
      Map<String, Function<T, Stream<String>>> known,
      Function<T, Map<String, String>> tags) {
    if (name.startsWith("tag:")) {
      String key = name.substring("tag:".length());
      return item -> Stream.ofNullable(tags.apply(item).get(key));
    }
    if (name.equals("tag-key")) {
      return item -> tags.apply(item).keySet().stream();
    }
    Function<T, Stream<String>> seen = known.get(name);
    if (seen == null) {
      throw new WireFault("InvalidParameterValue", "The filter '" + name + "' is invalid");
    }
    return seen;
  }
}
