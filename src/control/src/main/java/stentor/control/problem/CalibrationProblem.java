package stentor.control.problem;

import java.nio.file.Path;
import java.util.List;

/** Why models cannot be calibrated. What was known of them stays. */
public sealed interface CalibrationProblem extends ControlProblem {

  /**
   * The folder of recordings cannot be used.
   *
   * @param folder the folder
   * @param reason what is wrong with it
   */
  record SpeechUnusable(Path folder, String reason) implements CalibrationProblem {
    @Override
    public String code() {
      return "speech_unusable";
    }

    @Override
    public String what() {
      return "The recordings in " + folder + " could not be used";
    }

    @Override
    public String why() {
      return reason;
    }

    @Override
    public List<String> fixes() {
      return List.of(
          "Make a folder for each language, named by its BCP 47 tag (en, es, zh-Hant), with WAV"
              + " files in it.");
    }
  }

  /** There is no model that could be calibrated. */
  record NoModel() implements CalibrationProblem {
    @Override
    public String code() {
      return "no_model_installed";
    }

    @Override
    public String what() {
      return "No model is installed that could be calibrated";
    }

    @Override
    public List<String> fixes() {
      return List.of("stentor up fetches the default model; stentor models add adds one.");
    }
  }

  /**
   * The model does not transcribe, so nothing tells how sure it is of its language.
   *
   * @param model its id
   */
  record NotTranscribing(String model) implements CalibrationProblem {
    @Override
    public String code() {
      return "model_not_transcribing";
    }

    @Override
    public String what() {
      return "The model " + model + " cannot be calibrated, because it does not transcribe";
    }
  }

  /**
   * Speech is missing that a model could be compared by.
   *
   * @param model its id
   * @param languages those it knows
   * @param own how many recordings of its languages can be used to calibrate
   * @param other how many of others
   */
  record SpeechMissing(String model, List<String> languages, int own, int other)
      implements CalibrationProblem {

    /** Copies the list. */
    public SpeechMissing {
      languages = List.copyOf(languages);
    }

    @Override
    public String code() {
      return "speech_missing";
    }

    @Override
    public String what() {
      return "The model " + model + " cannot be calibrated by these recordings";
    }

    @Override
    public String why() {
      return "it needs some in its language (%s) and some in others, and there are %d and %d"
          .formatted(String.join(", ", languages), own, other);
    }

    @Override
    public List<String> fixes() {
      return List.of("Ten recordings of each side, of several speakers, are a good beginning.");
    }
  }

  /**
   * What a model says about the recordings teaches nothing.
   *
   * @param model its id
   */
  record NothingLearned(String model) implements CalibrationProblem {
    @Override
    public String code() {
      return "nothing_learned";
    }

    @Override
    public String what() {
      return "The model " + model + " cannot be calibrated by these recordings";
    }

    @Override
    public String why() {
      return "it hears no speech in those of one side, or its engine does not say how sure it is";
    }
  }

  /**
   * The program that runs the model failed.
   *
   * @param model its id
   * @param reason what it said, or what became of it
   */
  record ModelFailed(String model, String reason) implements CalibrationProblem {
    @Override
    public String code() {
      return "model_failed";
    }

    @Override
    public String what() {
      return "The model " + model + " could not be run";
    }

    @Override
    public String why() {
      return reason;
    }
  }
}
