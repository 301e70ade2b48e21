package stentor.protocol.job;

import stentor.speech.problem.Problem;

/**
 * Why a job or a part failed, as it is kept and told.
 *
 * @param code the problem's stable code, for example {@code invalid_audio}
 * @param message what happened and why, for a person
 */
public record Failure(String code, String message) {

  /** The problem as a failure. */
  public static Failure of(Problem problem) {
    return new Failure(problem.code(), problem.sentence());
  }
}
