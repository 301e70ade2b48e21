package stentor.master.language;

import stentor.protocol.job.ServedModels.ServedModel;
import stentor.speech.language.Calibration;
import stentor.speech.language.Evidence;

/**
 * A language that may be spoken.
 *
 * @param language BCP 47 tag
 * @param model what recognises it
 */
public record Candidate(String language, ServedModel model) {

  /** How likely this language is by what its model made of some speech, in [0, 1]. */
  public double score(Evidence evidence) {
    return model.calibration().orElse(Calibration.USUAL).score(evidence, language);
  }
}
