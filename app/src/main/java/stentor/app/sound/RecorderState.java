package stentor.app.sound;

import java.nio.file.Path;
import java.util.Optional;
import stentor.speech.problem.Problem;

/** What a recorder does. */
public sealed interface RecorderState {

  /** Nothing. */
  record Idle() implements RecorderState {}

  /** It takes the device. */
  record Starting() implements RecorderState {}

  /** It records. */
  record Recording(Microphone microphone) implements RecorderState {}

  /**
   * It has recorded; the file is whole.
   *
   * @param seconds length of the recording
   * @param cutShort why it ended before somebody ended it
   */
  record Recorded(Path file, double seconds, Optional<Problem> cutShort) implements RecorderState {}

  /** It could not record; there is no file. */
  record Failed(Problem problem) implements RecorderState {}
}
