package stentor.master.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.OptionalDouble;
import stentor.master.MasterException;
import stentor.master.MasterProblem;
import stentor.protocol.job.Hints;

/** Reads what a client gives the engine on the way. */
final class HintParameters {

  private static final String PROMPT = "prompt";
  private static final String TEMPERATURE = "temperature";

  /** Far more than any engine heeds: Whisper looks at the last 224 pieces. */
  private static final int LONGEST_PROMPT = 16_384;

  private HintParameters() {}

  /**
   * Reads it from a multipart request; absent where it has nothing of it.
   *
   * @throws MasterException if a parameter cannot be used
   */
  static Optional<Hints> of(Context context) {
    Hints hints = new Hints(prompt(context), temperature(context));
    return hints.equals(Hints.NONE) ? Optional.empty() : Optional.of(hints);
  }

  private static Optional<String> prompt(Context context) {
    Optional<String> prompt =
        Optional.ofNullable(context.formParam(PROMPT)).filter(text -> !text.isBlank());
    if (prompt.filter(text -> text.length() > LONGEST_PROMPT).isPresent()) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              PROMPT, "it is too long", "at most " + LONGEST_PROMPT + " characters"));
    }
    return prompt;
  }

  private static OptionalDouble temperature(Context context) {
    String text = context.formParam(TEMPERATURE);
    if (text == null || text.isEmpty()) {
      return OptionalDouble.empty();
    }
    double temperature = number(text);
    if (!(temperature >= 0 && temperature <= 1)) {
      throw new MasterException(
          new MasterProblem.BadParameter(
              TEMPERATURE, "it is no number in this range", "a number from 0 to 1"));
    }
    return OptionalDouble.of(temperature);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }
}
