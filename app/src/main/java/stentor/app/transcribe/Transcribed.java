package stentor.app.transcribe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import stentor.app.export.Exportable;
import stentor.control.master.Answer;
import stentor.protocol.environment.EnvironmentName;
import stentor.protocol.job.JobId;
import stentor.protocol.json.Documents;
import stentor.protocol.openai.VerboseTranscription;
import stentor.protocol.openai.VerboseTranscription.Extras;

/**
 * A recording with its transcript. Immutable.
 *
 * @param file the recording; it may be gone meanwhile
 * @param environment where it was transcribed
 * @param job the job, which has its audio; absent where it is not known
 * @param at when the transcript was there
 * @param took how long it took from acceptance on
 * @param transcription what was said
 */
public record Transcribed(
    Path file,
    EnvironmentName environment,
    Optional<JobId> job,
    Instant at,
    Duration took,
    VerboseTranscription transcription) {

  /** The file's name. */
  public String name() {
    return nameOf(file);
  }

  /** The file's name without its ending. */
  public String stem() {
    String name = name();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The master's answer as it would be sent. */
  public Answer answer() {
    return new Answer(
        new String(Documents.write(transcription), StandardCharsets.UTF_8), transcription);
  }

  /** The same for export. */
  Exportable exportable() {
    return new Exportable(name(), this::answer);
  }

  static String nameOf(Path file) {
    Path last = file.getFileName();
    return last == null ? file.toString() : last.toString();
  }

  /** BCP 47 tag of the language of most of it. */
  public String language() {
    return transcription
        .stentor()
        .map(Extras::languageTag)
        .orElseGet(() -> transcription.toTranscript().language());
  }

  /** How many times faster than real time it was; 0 where that is not known. */
  public double timesRealTime() {
    double seconds = took.toNanos() / 1e9;
    return seconds > 0 ? transcription.duration() / seconds : 0;
  }
}
