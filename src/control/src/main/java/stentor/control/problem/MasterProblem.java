package stentor.control.problem;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can go wrong with asking a master. */
public sealed interface MasterProblem extends ControlProblem {

  /**
   * The master has as much work waiting as it takes. Nothing was accepted.
   *
   * @param code the master's code for it
   * @param message the master's words for it
   * @param retryAfter how long to wait, as the master proposes
   */
  record Busy(String code, String message, Optional<Duration> retryAfter) implements MasterProblem {
    @Override
    public String what() {
      return message;
    }

    @Override
    public List<String> fixes() {
      return List.of("Transcribe it later; stentor status shows how much is waiting.");
    }
  }

  /**
   * The master answered that it cannot do what was asked.
   *
   * @param status HTTP status
   * @param code the master's code for it
   * @param message the master's words for it
   */
  record Refused(int status, String code, String message) implements MasterProblem {

    /** From here on the fault is not the client's (RFC 9110, section 15.6). */
    private static final int SERVER_ERRORS = 500;

    @Override
    public String what() {
      return message;
    }

    @Override
    public List<String> fixes() {
      return status < SERVER_ERRORS
          ? List.of()
          : List.of("Try again; if it fails again, run stentor doctor.");
    }
  }

  /**
   * The connection broke after a recording was begun to be sent and before it was answered. Whether
   * it was accepted is not known.
   *
   * @param address the master's address
   * @param reason what happened to the connection
   */
  record ConnectionLost(URI address, String reason) implements MasterProblem {
    @Override
    public String code() {
      return "connection_lost";
    }

    @Override
    public String what() {
      return "The connection to the master at " + address + " was lost before it had answered";
    }

    @Override
    public String why() {
      return "it may have been ended or started again in the middle of it (" + reason + ")";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "See how it is with stentor status, then transcribe the file again.",
          "If it had been accepted, it is worked on to its end; its result is not shown here.");
    }
  }

  /**
   * The master could not be reached. Nothing was sent.
   *
   * @param address its address
   * @param reason what happened to the connection
   */
  record MasterUnreachable(URI address, String reason) implements MasterProblem {
    @Override
    public String code() {
      return "master_unreachable";
    }

    @Override
    public String what() {
      return "The master at " + address + " did not answer";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("See how it is with stentor status, then try again.");
    }
  }

  /**
   * The master's answer is not what its contract says.
   *
   * @param status HTTP status
   * @param reason what is wrong with it
   */
  record UnreadableAnswer(int status, String reason) implements MasterProblem {
    @Override
    public String code() {
      return "unreadable_answer";
    }

    @Override
    public String what() {
      return "The master's answer with status " + status + " could not be understood";
    }

    @Override
    public String why() {
      return reason;
    }
  }
}
