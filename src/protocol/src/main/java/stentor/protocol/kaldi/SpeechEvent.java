package stentor.protocol.kaldi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One message to a client that streams. Times are in seconds from the beginning of the stream.
 *
 * @param status how it goes
 * @param segment number of the utterance it is about, from 0
 * @param result what was said
 * @param id of the stream
 * @param segmentStart where the utterance begins; of final results only
 * @param segmentLength how long it is; of final results only
 * @param totalLength how much audio there was up to its end; of final results only
 * @param adaptationState what a client may send back next time; of the last message only
 * @param message why it does not go on
 */
public record SpeechEvent(
    KaldiStatus status,
    OptionalInt segment,
    Optional<Result> result,
    Optional<String> id,
    @JsonProperty("segment-start") OptionalDouble segmentStart,
    @JsonProperty("segment-length") OptionalDouble segmentLength,
    @JsonProperty("total-length") OptionalDouble totalLength,
    @JsonProperty("adaptation_state") Optional<AdaptationState> adaptationState,
    Optional<String> message) {

  /**
   * What was said.
   *
   * @param hypotheses the best first; one here
   * @param isFinal whether it will not change any more
   */
  public record Result(List<Hypothesis> hypotheses, @JsonProperty("final") boolean isFinal) {

    /** Copies the list. */
    public Result {
      hypotheses = List.copyOf(hypotheses);
    }
  }

  /**
   * One reading.
   *
   * @param transcript the words
   * @param likelihood mean natural log-probability of a piece; of final results only, absent where
   *     the engine gives none
   * @param wordAlignment where each word is, from the beginning of the utterance; absent where the
   *     engine does not say: estimated times are no alignment
   */
  public record Hypothesis(
      String transcript,
      OptionalDouble likelihood,
      @JsonProperty("word-alignment") Optional<List<AlignedWord>> wordAlignment) {}

  /**
   * A word at its place.
   *
   * @param start seconds from the beginning of the utterance
   * @param length seconds
   * @param confidence in [0, 1]; absent where the engine has none
   */
  public record AlignedWord(String word, double start, double length, OptionalDouble confidence) {}

  /**
   * What later streams of the same speaker may begin with. Nothing here adapts to speakers: the
   * value says no more than which stream it came from.
   */
  public record AdaptationState(String id, String type, String value) {}

  /** What is understood so far of what somebody is saying. */
  public static SpeechEvent partial(String id, int segment, String text) {
    return new SpeechEvent(
        KaldiStatus.SUCCESS,
        OptionalInt.of(segment),
        Optional.of(
            new Result(
                List.of(new Hypothesis(text, OptionalDouble.empty(), Optional.empty())), false)),
        Optional.of(id),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What was said between two pauses. */
  public static SpeechEvent finished(
      String id, int segment, Hypothesis hypothesis, double start, double end) {
    return new SpeechEvent(
        KaldiStatus.SUCCESS,
        OptionalInt.of(segment),
        Optional.of(new Result(List.of(hypothesis), true)),
        Optional.of(id),
        OptionalDouble.of(start),
        OptionalDouble.of(end - start),
        OptionalDouble.of(end),
        Optional.empty(),
        Optional.empty());
  }

  /** The last message of a stream that went well. */
  public static SpeechEvent last(String id) {
    return new SpeechEvent(
        KaldiStatus.SUCCESS,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of(id),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.of(new AdaptationState(id, "string", "")),
        Optional.empty());
  }

  /** The last message of a stream that did not. */
  public static SpeechEvent failed(String id, KaldiStatus status, String message) {
    return new SpeechEvent(
        status,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of(id),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.of(message));
  }
}
