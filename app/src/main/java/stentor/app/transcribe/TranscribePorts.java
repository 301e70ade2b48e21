package stentor.app.transcribe;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import stentor.protocol.environment.EnvironmentName;

/**
 * What the transcribe panel needs of others. What is not said to be called on the window's thread
 * is called on threads that may block.
 *
 * @param transcriber transcribes
 * @param languages tells what an environment understands
 * @param keeper keeps transcripts
 * @param sample brings the sample recording
 */
public record TranscribePorts(
    Transcriber transcriber, Languages languages, Keeper keeper, Sample sample) {

  /** Tells what an environment understands. */
  @FunctionalInterface
  public interface Languages {

    /** BCP 47 tags of the languages of all models that it serves; empty where it serves none. */
    List<String> of(EnvironmentName environment) throws InterruptedException;
  }

  /** Keeps transcripts. Called on the window's thread; returns at once. */
  public interface Keeper {

    /**
     * Keeps one.
     *
     * @return how it is called where it is kept
     */
    String keep(Transcribed transcribed);

    /** Notes how far one is from the right text, as a word error rate; absent: nobody knows. */
    void rate(String kept, OptionalDouble wordErrorRate);
  }

  /** Brings the sample recording. */
  @FunctionalInterface
  public interface Sample {

    /** Where it is on this computer. */
    Path file() throws InterruptedException;
  }
}
