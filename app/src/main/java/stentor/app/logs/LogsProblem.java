package stentor.app.logs;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can be in the way of reading logs. */
public sealed interface LogsProblem extends Problem {

  /**
   * The files of the logs cannot be read.
   *
   * @param folder where they are
   * @param reason what the system says
   */
  record Unreadable(String folder, String reason) implements LogsProblem {
    @Override
    public String code() {
      return "logs_unreadable";
    }

    @Override
    public String what() {
      return "The logs cannot be read";
    }

    @Override
    public String why() {
      return folder + ": " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Look whether that folder may be read by you");
    }
  }
}
