package stentor.app.launch;

import stentor.protocol.environment.PlanDocument;
import stentor.speech.problem.Problem;

/** How far somebody is with a new environment. */
public sealed interface LaunchPhase {

  /** What can be chosen is being looked up. */
  record Looking() implements LaunchPhase {}

  /** What can be chosen could not be looked up. */
  record Blind(Problem problem) implements LaunchPhase {}

  /** They choose. */
  record Choosing() implements LaunchPhase {}

  /** The plan is being made. */
  record Planning() implements LaunchPhase {}

  /** The plan is there to be read. */
  record Planned(PlanDocument plan) implements LaunchPhase {}

  /** There is no plan for what was chosen. */
  record Unplanned(Problem problem) implements LaunchPhase {}
}
