package stentor.engines.moonshine;

import java.util.List;

/**
 * One answer to what was said in some seconds of audio, with the signs by which it is believed.
 *
 * @param decoded the answer
 * @param seconds length of the utterance, or half of it, that was decoded
 */
record Hypothesis(Decoded decoded, double seconds) {

  /** A repetition in more than base + rate * seconds pieces is a loop. */
  private static final int LOOP_BASE = 4;

  private static final double LOOP_RATE = 5.5;

  /** An empty answer that is surer than this is believed ... */
  private static final double SURE_OF_NOTHING = -0.02;

  /** ... and so is one to less voice than this. */
  private static final double SHORT_SECONDS = 0.3;

  /** Text less sure than this was invented. */
  private static final double LEAST_SURE = -1.2;

  /** Whether it is empty. */
  boolean empty() {
    return decoded.pieces().isEmpty();
  }

  /** Whether the decoder went round in circles: a speaker who repeats ends, and is slower. */
  boolean loop() {
    return Repetition.longest(decoded.pieces()).isPresent()
        && (!decoded.ended() || decoded.pieces().size() > LOOP_BASE + LOOP_RATE * seconds);
  }

  /** Whether it came to its end and not by going round in circles. */
  boolean regular() {
    return decoded.ended() && !loop();
  }

  /** Whether text was invented, by the decoder's own estimate. */
  boolean invented() {
    return !empty() && decoded.mean() < LEAST_SURE;
  }

  /**
   * Whether it can be believed.
   *
   * @param voicedSeconds seconds of voice in the utterance
   */
  boolean good(double voicedSeconds) {
    if (empty()) {
      return decoded.mean() > SURE_OF_NOTHING || voicedSeconds < SHORT_SECONDS;
    }
    return regular() && !invented();
  }

  /** Its pieces, with repetitions cut out where they are not the speaker's. */
  List<Piece> pieces() {
    return regular() ? decoded.pieces() : Repetition.cut(decoded.pieces());
  }
}
