package stentor.master.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import stentor.protocol.job.LanguageDecision;
import stentor.protocol.job.PreparedJob.Part;
import stentor.protocol.job.ServedModels.ServedModel;
import stentor.speech.transcript.Segment;

/** What came of asking. */
public sealed interface Routed {

  /**
   * Every part has its model.
   *
   * @param model the one of most of the speech
   * @param parts in order; those of no candidate's language have the language {@link
   *     stentor.protocol.job.PreparedJob#NO_LANGUAGE}
   * @param recognised what was said in parts, by their numbers, where finding out the language told
   *     that as well
   */
  record To(
      ServedModel model,
      List<Part> parts,
      LanguageDecision language,
      Map<Integer, Recognised> recognised)
      implements Routed {

    /** Copies the collections. */
    public To {
      parts = List.copyOf(parts);
      recognised = Map.copyOf(recognised);
    }

    /** Parts of which nothing is recognised yet. */
    public To(ServedModel model, List<Part> parts, LanguageDecision language) {
      this(model, parts, language, Map.of());
    }
  }

  /**
   * What a model heard of a whole part.
   *
   * @param segments what was said, times from the beginning of the recording
   * @param seconds how long engines worked on it
   */
  record Recognised(String modelVersion, List<Segment> segments, double seconds) {

    /** Copies the list. */
    public Recognised {
      segments = List.copyOf(segments);
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
