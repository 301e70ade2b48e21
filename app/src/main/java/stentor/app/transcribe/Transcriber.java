package stentor.app.transcribe;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import stentor.control.master.TranscriptionOptions;
import stentor.protocol.environment.EnvironmentName;

/** Turns recordings into transcripts. Safe for all threads. */
@FunctionalInterface
public interface Transcriber {

  /**
   * Transcribes one recording, and returns when that is done. Interrupted, it has given up what was
   * begun.
   *
   * @param told hears how far it is, on some thread, and as often as anything changes
   * @throws stentor.speech.problem.ProblemException if it cannot be transcribed
   */
  Transcribed transcribe(Wish wish, Consumer<RecordingState> told) throws InterruptedException;

  /**
   * What shall be transcribed.
   *
   * @param file the recording
   * @param environment where; it is started where it is not up
   * @param language BCP 47 tag; absent: it is found out
   */
  record Wish(Path file, EnvironmentName environment, Optional<String> language) {

    /** The same in the master's words. */
    TranscriptionOptions options() {
      return new TranscriptionOptions(Optional.empty(), language);
    }
  }
}
