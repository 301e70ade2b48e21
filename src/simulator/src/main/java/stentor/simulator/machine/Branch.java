package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * States that follow each other: an execution, or one of those that a {@code Map} or {@code
 * Parallel} state runs side by side.
 *
 * @param definition with {@code StartAt} and {@code States}
 * @param state the one it is in
 * @param input of that state
 * @param context what paths with {@code $$} look into
 * @param at when the state goes on; what it goes on with are its children, where it has some
 * @param entered whether the state has been entered: it waits
 * @param retries how often each retrier of the state has retried
 * @param children branches that the state runs
 * @param ended how it ended; absent while it runs
 */
record Branch(
    JsonNode definition,
    String state,
    JsonNode input,
    JsonNode context,
    Instant at,
    boolean entered,
    Map<String, Integer> retries,
    List<Branch> children,
    Optional<Ended> ended) {

  Branch {
    retries = Map.copyOf(retries);
    children = List.copyOf(children);
  }

  /**
   * How a branch ended.
   *
   * @param succeeded whether it did what it should
   * @param output what it gives; null in JSON where it failed
   * @param error name; empty where it succeeded
   * @param cause for people; empty where it succeeded
   */
  record Ended(boolean succeeded, JsonNode output, String error, String cause) {}

  /** One that has not begun. */
  static Branch start(JsonNode definition, JsonNode input, JsonNode context, Instant at) {
    return new Branch(
        definition,
        definition.path("StartAt").asText(),
        input,
        context,
        at,
        false,
        Map.of(),
        List.of(),
        Optional.empty());
  }

  /** What the state is. */
  JsonNode step() {
    return definition.path("States").path(state);
  }

  /** When something happens in it next; absent where it has ended. */
  Optional<Instant> due() {
    if (ended.isPresent()) {
      return Optional.empty();
    }
    if (children.isEmpty() || settled()) {
      return Optional.of(at);
    }
    return children.stream().flatMap(child -> child.due().stream()).min(Instant::compareTo);
  }

  /** Whether its children have done all they will: all ended, or one failed. */
  boolean settled() {
    return !children.isEmpty()
        && (children.stream().allMatch(child -> child.ended().isPresent())
            || failures().findAny().isPresent());
  }

  /** How those children ended that failed. */
  Stream<Ended> failures() {
    return children.stream()
        .flatMap(child -> child.ended().stream())
        .filter(end -> !end.succeeded());
  }

  /** It goes over to another state. */
  Branch to(String next, JsonNode output, Instant when) {
    return new Branch(
        definition, next, output, context, when, false, Map.of(), List.of(), Optional.empty());
  }

  /** It stays in its state until a time. */
  Branch waiting(Instant until) {
    return new Branch(
        definition, state, input, context, until, true, retries, List.of(), Optional.empty());
  }

  /** It tries its state again at a time. */
  Branch again(Map<String, Integer> counts, Instant when) {
    return new Branch(
        definition, state, input, context, when, false, counts, List.of(), Optional.empty());
  }

  /** Its state runs these. */
  Branch running(List<Branch> branches, Instant now) {
    return new Branch(
        definition, state, input, context, now, true, retries, branches, Optional.empty());
  }

  /** It has ended. */
  Branch ending(Ended end, Instant now) {
    return new Branch(
        definition, state, input, context, now, true, retries, List.of(), Optional.of(end));
  }
}
