package stentor.protocol.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import stentor.protocol.json.Versioned;
import stentor.speech.transcript.Transcript;

/**
 * How a job ended: {@code jobs/<id>/outcome.json}. Made by one atomic create, so a job has exactly
 * one.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param id the job
 * @param status how it ended
 * @param finishedAt when
 * @param startedAt when the first worker began; absent where none did
 * @param preparedAt when its audio was decoded and cut; absent where that did not happen
 * @param decodedAt when the last part was recognised; absent where none was
 * @param model id of the model of most of it; absent where none was chosen
 * @param modelVersion version of that model; absent where none recognised
 * @param attempts attempts at its most tried part, 0 where there was none
 * @param language what was decided about the language; absent where nothing was
 * @param transcript what was said; present exactly when it succeeded
 * @param failure why it failed; present exactly when it did
 */
public record Outcome(
    int schema,
    JobId id,
    Status status,
    Instant finishedAt,
    Optional<Instant> startedAt,
    Optional<Instant> preparedAt,
    Optional<Instant> decodedAt,
    Optional<String> model,
    Optional<String> modelVersion,
    int attempts,
    Optional<LanguageDecision> language,
    Optional<Transcript> transcript,
    Optional<Failure> failure)
    implements Versioned {

  /** How a job can end. */
  public enum Status {
    /** With a transcript, perhaps with marked gaps. */
    @JsonProperty("succeeded")
    SUCCEEDED,
    /** With a reason. */
    @JsonProperty("failed")
    FAILED,
    /** By its client's or the environment's wish. */
    @JsonProperty("cancelled")
    CANCELLED
  }

  /** Why it failed, also where that was not written down. */
  public Failure reason() {
    return failure.orElse(new Failure("internal_error", "The job failed without a reason."));
  }

  /** A job that ended before any worker saw it. */
  public static Outcome failed(JobId id, Instant at, Failure failure) {
    return withoutTranscript(id, at, Status.FAILED, Optional.of(failure));
  }

  /** A job that nobody wants any more. */
  public static Outcome cancelled(JobId id, Instant at) {
    return withoutTranscript(id, at, Status.CANCELLED, Optional.empty());
  }

  private static Outcome withoutTranscript(
      JobId id, Instant at, Status status, Optional<Failure> failure) {
    return new Outcome(
        SCHEMA,
        id,
        status,
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        failure);
  }
}
