package stentor.app.transcribe;

import java.nio.file.Path;

/** Has the audio of transcripts. Safe for all threads. */
@FunctionalInterface
public interface TranscriptAudio {

  /**
   * A WAV file with the audio of a transcript. Blocks.
   *
   * @throws stentor.speech.problem.ProblemException if there is none
   */
  Path of(Transcribed transcribed) throws InterruptedException;
}
