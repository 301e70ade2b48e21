package stentor.master.language;

import java.util.List;
import java.util.Optional;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.ServedModels.ServedModel;

/** What came of asking. */
public sealed interface Routed {

  /**
   * Every part has its model.
   *
   * @param model the one of most of the speech
   * @param parts in order; those of no candidate's language have the language {@link
   *     stentor.protocol.job.PreparedJob#NO_LANGUAGE}
   */
  record To(ServedModel model, List<Part> parts, LanguageDecision language) implements Routed {

    /** Copies the list. */
    public To {
      parts = List.copyOf(parts);
    }
  }

  /** Nobody speaks any of these languages. */
  record NoneOfThem(List<LanguageDecision.Candidate> candidates) implements Routed {

    /** Copies the list. */
    public NoneOfThem {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * Who could have told did not answer.
   *
   * @param silent the languages of those
   * @param best the likeliest of the others; absent where nobody answered
   */
  record NobodyAnswered(List<String> silent, Optional<String> best) implements Routed {

    /** Copies the list. */
    public NobodyAnswered {
      silent = List.copyOf(silent);
    }
  }
}
