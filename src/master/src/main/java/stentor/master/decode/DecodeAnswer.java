package stentor.master.decode;

import java.util.List;
import java.util.Optional;
import stentor.protocol.job.Failure;

/**
 * What a decoder made of a recording; one line of JSON on its standard output.
 *
 * @param prepared what was made; absent on failure
 * @param failure why nothing was; absent on success
 */
record DecodeAnswer(Optional<Decoded> prepared, Optional<Failure> failure) {

  /** Told on success. */
  static DecodeAnswer of(Decoded prepared) {
    return new DecodeAnswer(Optional.of(prepared), Optional.empty());
  }

  /** Told on failure. */
  static DecodeAnswer of(Failure failure) {
    return new DecodeAnswer(Optional.empty(), Optional.of(failure));
  }

  /**
   * Prepared audio.
   *
   * @param seconds length of the audio
   * @param truncated whether the recording ended before its header said it would
   * @param parts stretches of at most 30 s in which somebody speaks, in order
   */
  record Decoded(double seconds, boolean truncated, List<CutPart> parts) {

    /** Copies the list. */
    Decoded {
      parts = List.copyOf(parts);
    }
  }
}
