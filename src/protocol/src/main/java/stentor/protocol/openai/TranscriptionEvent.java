package stentor.protocol.openai;

import java.util.List;
import java.util.Optional;
import stentor.protocol.openai.VerboseTranscription.Extras;

/** What is sent of a transcription with {@code stream=true}. */
public sealed interface TranscriptionEvent {

  /** Its name in OpenAI's API. */
  String type();

  /**
   * More text, in the order of the recording. All deltas together are the text of {@link Done}.
   *
   * @param type always {@code transcript.text.delta}
   * @param delta the text, with the space before it that parts it from what came before; empty only
   *     in a gap
   * @param logprobs of the pieces of the text; absent where they were not asked for or the engine
   *     has none
   * @param stentor what OpenAI's shape has no place for
   */
  record Delta(String type, String delta, Optional<List<Logprob>> logprobs, Place stentor)
      implements TranscriptionEvent {

    /** Copies the list. */
    public Delta {
      logprobs = logprobs.map(List::copyOf);
    }

    /** More text. */
    public static Delta of(String delta, Optional<List<Logprob>> logprobs, Place place) {
      return new Delta("transcript.text.delta", delta, logprobs, place);
    }
  }

  /**
   * Where a text was said.
   *
   * @param start seconds from the beginning of the recording
   * @param end seconds from the beginning of the recording
   * @param gap whether what was said there could not be recognised
   */
  record Place(double start, double end, boolean gap) {}

  /**
   * The whole text, last.
   *
   * @param type always {@code transcript.text.done}
   * @param text all that was said
   * @param logprobs of all pieces; absent where they were not asked for or the engine has none
   * @param stentor what OpenAI's shape has no place for
   */
  record Done(String type, String text, Optional<List<Logprob>> logprobs, Optional<Extras> stentor)
      implements TranscriptionEvent {

    /** Copies the list. */
    public Done {
      logprobs = logprobs.map(List::copyOf);
    }

    /** The whole text. */
    public static Done of(String text, Optional<List<Logprob>> logprobs, Optional<Extras> stentor) {
      return new Done("transcript.text.done", text, logprobs, stentor);
    }
  }
}
