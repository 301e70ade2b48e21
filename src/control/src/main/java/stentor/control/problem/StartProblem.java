package stentor.control.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.environment.StatusDocument.ProblemStatus;

/** Why an environment could not be started. */
public sealed interface StartProblem extends ControlProblem {

  /**
   * Another program listens on the environment's port.
   *
   * @param environment its name
   * @param port the TCP port
   */
  record PortTaken(EnvironmentName environment, int port) implements StartProblem {
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
              + EnvironmentOption.of(environment)
              + ", then stentor up"
              + EnvironmentOption.of(environment)
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
      implements StartProblem {

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
      implements StartProblem {
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
}
