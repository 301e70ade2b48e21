package stentor.master.language;

import java.util.List;
import java.util.Optional;
import stentor.protocol.job.ServedModels.ServedModel;

/** Candidates of tests: the model of a language is {@code model-LANGUAGE}. */
public final class Candidates {

  private Candidates() {}

  /** The one of a language. */
  public static Candidate of(String language) {
    return new Candidate(
        language,
        new ServedModel(
            "model-" + language,
            "1",
            "transcribe",
            List.of(language),
            0,
            Optional.empty(),
            Optional.empty()));
  }
}
