package stentor.master.decode;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import stentor.protocol.file.IoReason;
import stentor.protocol.job.Failure;

/**
 * What a decoder made of a recording; one line of JSON on its standard output.
 *
 * @param prepared what was made; absent on failure
 * @param failure why nothing was; absent on success
 */
record DecodeAnswer(Optional<Decoded> prepared, Optional<Failure> failure) {

  /** Code of a failure that is the disk's and not the recording's. */
  private static final String STORAGE_FAILED = "storage_failed";

  /** Told on success. */
  static DecodeAnswer of(Decoded prepared) {
    return new DecodeAnswer(Optional.of(prepared), Optional.empty());
  }

  /** Told on failure. */
  static DecodeAnswer of(Failure failure) {
    return new DecodeAnswer(Optional.empty(), Optional.of(failure));
  }

  /** Told where the disk failed: nothing is said about the recording. */
  static DecodeAnswer of(IOException failed) {
    return of(
        new Failure(
            STORAGE_FAILED, "The audio could not be read or written: " + IoReason.of(failed)));
  }

  /** Why the disk failed, if it did. */
  Optional<String> storageFailure() {
    return failure.filter(told -> told.code().equals(STORAGE_FAILED)).map(Failure::message);
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
