package stentor.control.problem;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.ProblemStatus;
import stentor.speech.problem.Problem;

/** What can go wrong with an environment or with asking its master. */
public sealed interface ControlProblem extends Problem {

  @Override
  default String why() {
    return "";
  }

  @Override
  default List<String> fixes() {
    return List.of();
  }

  /** An option that names the environment, empty for the default one. */
  private static String named(EnvironmentName environment) {
    return environment.equals(EnvironmentName.DEFAULT) ? "" : " --environment " + environment;
  }

  /**
   * The environment does not run, and what was asked needs it.
   *
   * @param environment its name
   */
  record NotUp(EnvironmentName environment) implements ControlProblem {
    @Override
    public String code() {
      return "not_up";
    }

    @Override
    public String what() {
      return "The environment " + environment + " is not up";
    }

    @Override
    public List<String> fixes() {
      return List.of("Start it with stentor up" + named(environment) + ".");
    }
  }

  /**
   * The environment shall run and does not.
   *
   * @param environment its name
   */
  record NotRunning(EnvironmentName environment) implements ControlProblem {
    @Override
    public String code() {
      return "not_running";
    }

    @Override
    public String what() {
      return "The environment " + environment + " has stopped though it shall be up";
    }

    @Override
    public List<String> fixes() {
      return List.of("stentor status" + named(environment) + " starts it again.");
    }
  }

  /**
   * Another process changes the environment, and went on doing so while this one waited.
   *
   * @param environment its name
   * @param writer the process that changes it
   * @param since when that process started
   */
  record EnvironmentBusy(EnvironmentName environment, String writer, String since)
      implements ControlProblem {
    @Override
    public String code() {
      return "environment_busy";
    }

    @Override
    public String what() {
      return "The environment " + environment + " is being changed by another command";
    }

    @Override
    public String why() {
      return "process " + writer + ", started " + since + ", holds it";
    }

    @Override
    public List<String> fixes() {
      return List.of("Wait until it has ended, then try again.");
    }
  }

  /**
   * Another program listens on the environment's port.
   *
   * @param environment its name
   * @param port the TCP port
   */
  record PortTaken(EnvironmentName environment, int port) implements ControlProblem {
    @Override
    public String code() {
      return "port_taken";
    }

    @Override
    public String what() {
      return "The environment " + environment + " could not be started";
    }

    @Override
    public String why() {
      return "another program listens on its port " + port + " of this computer";
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "End the program that listens on port " + port + ", then try again.",
          "Or give the environment another port: stentor down"
              + named(environment)
              + ", then stentor up"
              + named(environment)
              + ".");
    }
  }

  /**
   * The environment was started and ended, or said that it cannot go on.
   *
   * @param environment its name
   * @param causes what it said is wrong
   * @param tail last lines its supervisor wrote, where it said nothing
   * @param log file with all that its supervisor wrote
   */
  record StartFailed(EnvironmentName environment, List<ProblemStatus> causes, String tail, Path log)
      implements ControlProblem {

    /** Copies the list. */
    public StartFailed {
      causes = List.copyOf(causes);
    }

    @Override
    public String code() {
      return causes.isEmpty() ? "start_failed" : causes.getFirst().code();
    }

    @Override
    public String what() {
      return "The environment " + environment + " could not be started";
    }

    @Override
    public String why() {
      if (causes.isEmpty()) {
        return tail.isEmpty() ? "its supervisor ended without a word" : tail;
      }
      return causes.stream()
          .map(
              cause ->
                  cause.cause().isEmpty() ? cause.title() : cause.title() + ": " + cause.cause())
          .collect(Collectors.joining("; "));
    }

    @Override
    public List<String> fixes() {
      List<String> told =
          causes.stream().flatMap(cause -> cause.fixes().stream()).distinct().toList();
      return told.isEmpty() ? List.of("See " + log + ".") : told;
    }
  }

  /**
   * The environment was started and did not become ready in time.
   *
   * @param environment its name
   * @param seconds how long it was waited for
   * @param log file with all that its supervisor wrote
   */
  record StartTimedOut(EnvironmentName environment, long seconds, Path log)
      implements ControlProblem {
    @Override
    public String code() {
      return "start_timed_out";
    }

    @Override
    public String what() {
      return "The environment " + environment + " was not ready after " + seconds + " s";
    }

    @Override
    public List<String> fixes() {
      return List.of("Look for the reason in " + log.getParent() + ".", "Run stentor doctor.");
    }
  }

  /**
   * A part of Stentor is not where it should be.
   *
   * @param part name of the part
   * @param place where it was looked for
   */
  record MissingPart(String part, String place) implements ControlProblem {
    @Override
    public String code() {
      return "missing_part";
    }

    @Override
    public String what() {
      return "Stentor's " + part + " is missing";
    }

    @Override
    public String why() {
      return "it is not in " + place;
    }

    @Override
    public List<String> fixes() {
      return List.of("Build or install Stentor again, and start it by its own command stentor.");
    }
  }

  /**
   * Stentor's folder could not be read or written.
   *
   * @param path the file or folder
   * @param reason what the system said
   */
  record HomeUnusable(Path path, String reason) implements ControlProblem {
    @Override
    public String code() {
      return "home_unusable";
    }

    @Override
    public String what() {
      return "Stentor's folder could not be used";
    }

    @Override
    public String why() {
      return path + ": " + reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Check that the folder is yours and its disk has space.",
          "Or set STENTOR_HOME to another folder.");
    }
  }

  /**
   * Inputs that cannot be used, all of them.
   *
   * @param inputs what is wrong, at least one
   */
  record BadRequest(List<BadInput> inputs) implements ControlProblem {

    /** Copies the list. */
    public BadRequest {
      inputs = List.copyOf(inputs);
    }

    @Override
    public String code() {
      return "bad_request";
    }

    @Override
    public String what() {
      return inputs.stream().map(BadInput::sentence).collect(Collectors.joining("; "));
    }

    /**
     * One input.
     *
     * @param option name of the input, as the command line spells it
     * @param value what was given
     * @param expected what it should be
     */
    public record BadInput(String option, String value, String expected) {
      private String sentence() {
        return option + " " + value + " is not " + expected;
      }
    }
  }

  /**
   * The environment does not serve the model that was named, though it could.
   *
   * @param environment its name
   * @param model id of the model
   * @param served ids of the models it serves
   */
  record ModelNotServed(EnvironmentName environment, String model, List<String> served)
      implements ControlProblem {

    /** Copies the list. */
    public ModelNotServed {
      served = List.copyOf(served);
    }

    @Override
    public String code() {
      return "model_not_served";
    }

    @Override
    public String what() {
      return "The environment " + environment + " does not serve the model " + model;
    }

    @Override
    public String why() {
      return served.isEmpty() ? "it serves none" : "it serves " + String.join(", ", served);
    }

    @Override
    public List<String> fixes() {
      return List.of("Add it with stentor up --model " + model + named(environment) + ".");
    }
  }

  /**
   * A file that was to be transcribed cannot be read.
   *
   * @param file the file
   * @param reason why not
   */
  record UnreadableFile(Path file, String reason) implements ControlProblem {
    @Override
    public String code() {
      return "unreadable_file";
    }

    @Override
    public String what() {
      return "The file could not be read";
    }

    @Override
    public String why() {
      return reason;
    }
  }

  /**
   * A file that was to be transcribed is larger than any that a master takes.
   *
   * @param file the file
   * @param most the most bytes that are taken
   */
  record FileTooLarge(Path file, long most) implements ControlProblem {
    @Override
    public String code() {
      return "file_too_large";
    }

    @Override
    public String what() {
      return "The file is too large";
    }

    @Override
    public String why() {
      return "it has more than %d GiB (%d bytes), the most that is taken"
          .formatted(most >> 30, most);
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Cut it, or convert it: one channel of 16 kHz and 16 bit is all that is used.");
    }
  }

  /**
   * The master has as much work waiting as it takes. Nothing was accepted.
   *
   * @param code the master's code for it
   * @param message the master's words for it
   * @param retryAfter how long to wait, as the master proposes
   */
  record Busy(String code, String message, Optional<Duration> retryAfter)
      implements ControlProblem {
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
  record Refused(int status, String code, String message) implements ControlProblem {

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
  record ConnectionLost(URI address, String reason) implements ControlProblem {
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
  record MasterUnreachable(URI address, String reason) implements ControlProblem {
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
  record UnreadableAnswer(int status, String reason) implements ControlProblem {
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
