package stentor.protocol.kaldi;

import java.util.List;
import java.util.Optional;

/**
 * Answer of {@code /client/dynamic/recognize}.
 *
 * @param status how it went
 * @param id of the request, which is its job's
 * @param hypotheses what was said, the best first; absent where it did not go well
 * @param message why it did not; absent where it did
 */
public record RecognizeAnswer(
    KaldiStatus status,
    String id,
    Optional<List<Hypothesis>> hypotheses,
    Optional<String> message) {

  /**
   * One reading.
   *
   * @param utterance all that was said
   */
  public record Hypothesis(String utterance) {}

  /** What was said. */
  public static RecognizeAnswer of(String id, String text) {
    return new RecognizeAnswer(
        KaldiStatus.SUCCESS, id, Optional.of(List.of(new Hypothesis(text))), Optional.empty());
  }

  /** Why nothing comes of it. */
  public static RecognizeAnswer failed(KaldiStatus status, String id, String message) {
    return new RecognizeAnswer(status, id, Optional.empty(), Optional.of(message));
  }
}
