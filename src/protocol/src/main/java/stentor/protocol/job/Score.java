package stentor.protocol.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import stentor.speech.score.ErrorRate;

/**
 * How far a transcript is from what was truly said, both brought to one way of writing first. Every
 * key is always there, as null where its value is absent.
 *
 * @param wer errors by words; present where the language is written with spaces between them
 * @param cer errors by characters; present where it is not
 * @param error why there is neither
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Score(Optional<Rate> wer, Optional<Rate> cer, Optional<Failure> error) {

  /**
   * Errors in proportion to the length of what was said.
   *
   * @param rate errors by length; 0 is perfect, 1 is not the most
   * @param substitutions words or characters written as another one
   * @param deletions words or characters missing from the transcript
   * @param insertions words or characters that were not said
   * @param length words or characters of the reference
   */
  public record Rate(
      double rate, long substitutions, long deletions, long insertions, long length) {

    private static Rate of(ErrorRate errors) {
      return new Rate(
          errors.rate(),
          errors.substitutions(),
          errors.deletions(),
          errors.insertions(),
          errors.referenceLength());
    }
  }

  /** By words. */
  public static Score byWords(ErrorRate errors) {
    return new Score(Optional.of(Rate.of(errors)), Optional.empty(), Optional.empty());
  }

  /** By characters. */
  public static Score byCharacters(ErrorRate errors) {
    return new Score(Optional.empty(), Optional.of(Rate.of(errors)), Optional.empty());
  }

  /** None, for this reason. */
  public static Score none(Failure reason) {
    return new Score(Optional.empty(), Optional.empty(), Optional.of(reason));
  }
}
