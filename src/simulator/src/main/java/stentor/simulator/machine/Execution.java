package stentor.simulator.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run of a state machine.
 *
 * @param arn its own
 * @param machine ARN of the machine
 * @param role ARN of the role it acts with, as the machine had it when it began
 * @param input as it was given
 * @param startedAt simulated time
 * @param deadline when it is ended if it still runs; absent where it may run for ever
 * @param branch its states
 * @param endedAt absent while it runs
 * @param timedOut whether the deadline ended it
 * @param events the latest things that happened
 */
record Execution(
    String arn,
    String machine,
    String role,
    JsonNode input,
    Instant startedAt,
    Optional<Instant> deadline,
    Branch branch,
    Optional<Instant> endedAt,
    boolean timedOut,
    List<Event> events) {

  private static final int MOST_EVENTS = 200;

  Execution {
    events = List.copyOf(events);
  }

  /**
   * Something that happened.
   *
   * @param id from 1 on
   * @param kind for example {@code TaskStateEntered}
   * @param state name of the state; empty where it is about the whole
   * @param detail input or output
   * @param at simulated time
   */
  record Event(long id, String kind, String state, String detail, Instant at) {}

  /** When something happens next; absent where it has ended. */
  Optional<Instant> due() {
    if (endedAt.isPresent()) {
      return Optional.empty();
    }
    Optional<Instant> next = branch.due();
    return deadline.filter(end -> next.isEmpty() || end.isBefore(next.get())).or(() -> next);
  }

  /** In the words of Step Functions. */
  String status() {
    if (timedOut) {
      return "TIMED_OUT";
    }
    return branch.ended().map(end -> end.succeeded() ? "SUCCEEDED" : "FAILED").orElse("RUNNING");
  }

  /** The same, further on. */
  Execution with(Branch further, Optional<Instant> ended, boolean late, List<Event> happened) {
    List<Event> latest = new ArrayList<>(events);
    latest.addAll(happened);
    int from = Math.max(0, latest.size() - MOST_EVENTS);
    return new Execution(
        arn,
        machine,
        role,
        input,
        startedAt,
        deadline,
        further,
        ended,
        late,
        latest.subList(from, latest.size()));
  }
}
