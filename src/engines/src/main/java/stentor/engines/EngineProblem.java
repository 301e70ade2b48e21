package stentor.engines;

import java.util.List;
import stentor.speech.problem.Problem;

/** What can be wrong with an engine or the model it is given. */
public sealed interface EngineProblem extends Problem {

  /**
   * No engine of this program has the name.
   *
   * @param engine the name
   * @param known the names there are
   */
  record UnknownEngine(String engine, List<String> known) implements EngineProblem {
    @Override
    public String code() {
      return "engine_unknown";
    }

    @Override
    public String what() {
      return "There is no engine named " + engine;
    }

    @Override
    public String why() {
      return "this version of Stentor has " + String.join(", ", known);
    }

    @Override
    public List<String> fixes() {
      return List.of("Check \"engine\" in the model's model.json");
    }
  }

  /**
   * The folder does not hold a model that the engine can load.
   *
   * @param folder the folder
   * @param reason what is wrong with it
   */
  record BadModel(String folder, String reason) implements EngineProblem {
    @Override
    public String code() {
      return "model_unusable";
    }

    @Override
    public String what() {
      return "The model in " + folder + " cannot be loaded";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Remove the folder; it is fetched again at the next start");
    }
  }

  /**
   * The engine's native library does not load here.
   *
   * @param engine the engine
   * @param reason what the system says
   */
  record NativesMissing(String engine, String reason) implements EngineProblem {
    @Override
    public String code() {
      return "engine_natives";
    }

    @Override
    public String what() {
      return "The native library of the engine " + engine + " does not load on this computer";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of("Use a computer that the engine supports; README.md lists them");
    }
  }

  /**
   * The engine broke while it recognised.
   *
   * @param engine the engine
   * @param reason what it said
   */
  record RecognitionBroke(String engine, String reason) implements EngineProblem {
    @Override
    public String code() {
      return "recognition_failed";
    }

    @Override
    public String what() {
      return "The engine " + engine + " could not recognise a part of the recording";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of();
    }
  }
}
