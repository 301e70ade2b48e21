package stentor.control;

import java.time.Instant;
import java.util.List;

/**
 * A change of an environment that some process is about now.
 *
 * @param operation what kind: {@code up}, {@code down}, ...
 * @param pid the process
 * @param since when it began
 * @param steps titles of the steps that run now
 * @param done how many steps are done
 * @param total how many steps there are
 */
public record OngoingChange(
    String operation, long pid, Instant since, List<String> steps, int done, int total) {

  /** Copies the list. */
  public OngoingChange {
    steps = List.copyOf(steps);
  }
}
