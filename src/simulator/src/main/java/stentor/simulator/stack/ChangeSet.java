package stentor.simulator.stack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change that was thought out and not done.
 *
 * @param id ARN
 * @param name unique among its stack
 * @param description what it is for
 * @param stackId ARN of its stack
 * @param creates whether it makes the stack
 * @param input what the stack would be made of
 * @param options how it would be made
 * @param changes what would change; empty where it failed
 * @param status {@code CREATE_COMPLETE} or {@code FAILED}
 * @param execution {@code AVAILABLE}, {@code UNAVAILABLE}, {@code OBSOLETE} or {@code
 *     EXECUTE_COMPLETE}
 * @param reason why it failed
 * @param createdAt simulated time
 */
public record ChangeSet(
    String id,
    String name,
    Optional<String> description,
    String stackId,
    boolean creates,
    StackInput input,
    CreateOptions options,
    List<Change> changes,
    String status,
    String execution,
    Optional<String> reason,
    Instant createdAt) {

  /**
   * What would happen with a resource.
   *
   * @param action {@code Add}, {@code Modify} or {@code Remove}
   * @param replacement {@code True} or {@code False}, with {@code Modify} only
   * @param details property by property, with {@code Modify} only
   */
  public record Change(
      String action,
      String logicalId,
      Optional<String> physicalId,
      String type,
      Optional<String> replacement,
      List<Detail> details) {}

  /**
   * A property that would change.
   *
   * @param attribute {@code Properties} or {@code Tags}
   * @param name of the property
   * @param recreation {@code Always} or {@code Never}
   * @param before as JSON or text
   * @param after as JSON or text
   */
  public record Detail(
      String attribute,
      Optional<String> name,
      String recreation,
      Optional<String> before,
      Optional<String> after) {}

  ChangeSet executed(String now) {
    return new ChangeSet(
        id,
        name,
        description,
        stackId,
        creates,
        input,
        options,
        changes,
        status,
        now,
        reason,
        createdAt);
  }
}
