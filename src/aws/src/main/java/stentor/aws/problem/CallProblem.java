package stentor.aws.problem;

import java.time.Instant;
import java.util.List;

/** Why AWS did not do what it was asked. */
public sealed interface CallProblem extends CloudProblem {

  /**
   * AWS cannot be reached.
   *
   * @param action what was asked
   * @param since since when
   * @param reason what the system said
   */
  record Unreachable(String action, Instant since, String reason) implements CallProblem {
    @Override
    public String code() {
      return "aws_unreachable";
    }

    @Override
    public String what() {
      return "AWS cannot be reached since " + since;
    }

    @Override
    public String why() {
      return action + ": " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Check the network, then run the same command again: it goes on where it was.");
    }
  }

  /**
   * AWS slows us down, and did so for too long.
   *
   * @param action what was asked
   */
  record Throttled(String action) implements CallProblem {
    @Override
    public String code() {
      return "throttled";
    }

    @Override
    public String what() {
      return "AWS answers " + action + " too slowly";
    }

    @Override
    public String why() {
      return "the account makes more requests than its limits allow";
    }

    @Override
    public List<String> fixes() {
      return List.of("Run the same command again in some minutes: it goes on where it was.");
    }
  }

  /**
   * AWS refused.
   *
   * @param action what was asked
   * @param reason its error code
   * @param said what it said
   */
  record Refused(String action, String reason, String said) implements CallProblem {
    @Override
    public String code() {
      return "aws_refused";
    }

    @Override
    public String what() {
      return "AWS refused " + action;
    }

    @Override
    public String why() {
      return said.isEmpty() ? reason : "%s (%s)".formatted(said, reason);
    }
  }

  /**
   * AWS answered something that is no answer.
   *
   * @param action what was asked
   * @param missing what is not in its answer
   */
  record Incomplete(String action, String missing) implements CallProblem {
    @Override
    public String code() {
      return "aws_answer_incomplete";
    }

    @Override
    public String what() {
      return "AWS answered " + action + " without " + missing;
    }
  }
}
