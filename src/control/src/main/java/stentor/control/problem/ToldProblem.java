package stentor.control.problem;

import java.util.List;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.speech.problem.Problem;

/**
 * A problem that another program met and wrote down, told on in its words. What kind it is of is
 * known by its code alone.
 *
 * @param status what was written down
 */
public record ToldProblem(ProblemStatus status) implements Problem {
  @Override
  public String code() {
    return status.code();
  }

  @Override
  public String what() {
    return status.title();
  }

  @Override
  public String why() {
    return status.cause();
  }

  @Override
  public List<String> fixes() {
    return status.fixes();
  }
}
