package stentor.aws.problem;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can go wrong with an environment on AWS. */
public sealed interface CloudProblem extends Problem
    permits AccessProblem, CallProblem, PreflightProblem, StackProblem {

  @Override
  default String why() {
    return "";
  }

  @Override
  default List<String> fixes() {
    return List.of();
  }
}
