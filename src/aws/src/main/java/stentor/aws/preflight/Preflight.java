package stentor.aws.preflight;

import java.io.IOException;
import java.util.List;
import stentor.aws.call.AtOnce;
import stentor.aws.problem.CloudException;
import stentor.aws.problem.PreflightProblem;
import stentor.protocol.environment.EnvironmentName;

/**
 * Finds out what stands in the way of a new environment, all of it together. What cannot be found
 * out is told and stops nothing.
 */
public final class Preflight {

  private final EnvironmentName environment;
  private final List<Check> checks;

  /** One that makes these checks. */
  public Preflight(EnvironmentName environment, List<Check> checks) {
    this.environment = environment;
    this.checks = List.copyOf(checks);
  }

  /**
   * Makes all checks at once.
   *
   * @return what they found, in their order
   * @throws IOException if a file of the environment cannot be written
   */
  public List<PreflightProblem> run() throws IOException, InterruptedException {
    return AtOnce.all(
            checks.stream()
                .<AtOnce.Task<List<PreflightProblem>>>map(check -> () -> look(check))
                .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<PreflightProblem> look(Check check) throws IOException, InterruptedException {
    try {
      return check.look();
    } catch (CloudException unanswered) {
      String why = unanswered.problem().why();
      return List.of(
          new PreflightProblem.NotLookedAt(
              check.subject(),
              why.isEmpty()
                  ? unanswered.problem().what()
                  : "%s (%s)".formatted(unanswered.problem().what(), why),
              environment));
    }
  }
}
