package stentor.control.problem;

import java.util.List;
import java.util.stream.Collectors;
import stentor.protocol.environment.EnvironmentName;
import stentor.speech.problem.Problem;

/** Why a plan cannot be run, or was not run to its end. */
public sealed interface PlanProblem extends ControlProblem {

  /**
   * A saved plan does not fit any more: the environment is not as it was when it was made.
   *
   * @param environment its name
   * @param changes what is otherwise now, at least one; each a sentence without a full stop
   */
  record PlanOutdated(EnvironmentName environment, List<String> changes) implements PlanProblem {

    /** Copies the list. */
    public PlanOutdated {
      changes = List.copyOf(changes);
    }

    @Override
    public String code() {
      return "plan_outdated";
    }

    @Override
    public String what() {
      return "The plan for the environment " + environment + " does not fit any more";
    }

    @Override
    public String why() {
      return String.join("; ", changes);
    }

    @Override
    public List<String> fixes() {
      return List.of("Look at a new one: stentor plan" + EnvironmentOption.of(environment) + ".");
    }
  }

  /**
   * The plan was made for another platform than this one.
   *
   * @param platform the platform it was made for
   */
  record OtherPlatform(String platform) implements PlanProblem {
    @Override
    public String code() {
      return "other_platform";
    }

    @Override
    public String what() {
      return "The plan is for the platform " + platform + ", which is not there";
    }
  }

  /**
   * There is no plan of this number to go back to.
   *
   * @param environment its name
   * @param revision the number
   * @param known the numbers there are
   */
  record NoSuchRevision(EnvironmentName environment, int revision, List<Integer> known)
      implements PlanProblem {

    /** Copies the list. */
    public NoSuchRevision {
      known = List.copyOf(known);
    }

    @Override
    public String code() {
      return "no_such_revision";
    }

    @Override
    public String what() {
      return "The environment " + environment + " has no revision " + revision;
    }

    @Override
    public String why() {
      return known.isEmpty()
          ? "none was kept of it"
          : "it has " + known.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
  }

  /**
   * A step was interrupted in the midst of its work.
   *
   * @param title what it does, for a person
   */
  record Interrupted(String title) implements PlanProblem {
    @Override
    public String code() {
      return "interrupted";
    }

    @Override
    public String what() {
      return title + ": interrupted";
    }
  }

  /**
   * More than one thing is wrong.
   *
   * @param problems all of them, each once, at least two
   */
  record Several(List<Problem> problems) implements PlanProblem {

    /** Copies the list. */
    public Several {
      problems = List.copyOf(problems);
    }

    @Override
    public String code() {
      return problems.getFirst().code();
    }

    @Override
    public String what() {
      return problems.stream().map(Several::told).collect(Collectors.joining("; "));
    }

    private static String told(Problem problem) {
      return problem.why().isEmpty() ? problem.what() : problem.what() + " (" + problem.why() + ")";
    }

    @Override
    public List<String> fixes() {
      return problems.stream().flatMap(problem -> problem.fixes().stream()).distinct().toList();
    }
  }
}
