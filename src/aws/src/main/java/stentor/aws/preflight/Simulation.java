package stentor.aws.preflight;

import java.util.List;

/** Tells what AWS would answer to actions, without doing them. */
@FunctionalInterface
public interface Simulation {

  /** What the answer to an action would be. */
  enum Answer {
    /** It is allowed. */
    ALLOWED,
    /** Nothing allows it. */
    NOT_ALLOWED,
    /** A policy denies it; what allows it does not help. */
    REFUSED,
    /** The organization does not let the account do it. */
    FORBIDDEN,
    /** It depends on what is not known before. */
    UNKNOWN
  }

  /**
   * The answer to one action.
   *
   * @param action the action
   * @param answer what it would be
   */
  record Verdict(String action, Answer answer) {}

  /**
   * The answers to all actions of a group.
   *
   * @throws stentor.aws.problem.CloudException if they cannot be had, which is so in many accounts
   */
  List<Verdict> of(ActionGroup group) throws InterruptedException;
}
