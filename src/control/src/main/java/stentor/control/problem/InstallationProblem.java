package stentor.control.problem;

import java.nio.file.Path;
import java.util.List;

/** What can be wrong with Stentor's own folders and programs. */
public sealed interface InstallationProblem extends ControlProblem {

  /**
   * A part of Stentor is not where it should be.
   *
   * @param part name of the part
   * @param place where it was looked for
   */
  record MissingPart(String part, String place) implements InstallationProblem {
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
  record HomeUnusable(Path path, String reason) implements InstallationProblem {
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
   * The simulated cloud of rehearsals did not start.
   *
   * @param log what it wrote
   */
  record SimulatorSilent(Path log) implements InstallationProblem {
    @Override
    public String code() {
      return "simulator_not_answering";
    }

    @Override
    public String what() {
      return "The simulated cloud did not start";
    }

    @Override
    public String why() {
      return "it did not say in time where it answers";
    }

    @Override
    public List<String> fixes() {
      return List.of("See what it says in " + log + ", and try again.");
    }
  }
}
