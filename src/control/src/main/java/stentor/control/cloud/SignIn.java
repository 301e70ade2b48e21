package stentor.control.cloud;

import stentor.speech.problem.Problem;

/** How a person is asked for new credentials in the midst of an operation. */
@FunctionalInterface
public interface SignIn {

  /** What the person has decided. */
  enum Answer {
    /** There may be new credentials: they are looked for again. */
    AGAIN,
    /** The operation shall end; it can be gone on with later. */
    GIVE_UP
  }

  /**
   * Asks, and returns when there may be new ones. Called by one thread at a time; others that need
   * credentials wait meanwhile.
   *
   * @param problem why those there are do not serve
   * @param round how often it was asked for this operation, from 1
   */
  Answer ask(Problem problem, int round) throws InterruptedException;
}
