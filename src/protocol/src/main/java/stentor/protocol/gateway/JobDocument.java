package stentor.protocol.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import stentor.protocol.access.TokenName;
import stentor.protocol.identity.TraceId;
import stentor.protocol.job.Failure;
import stentor.protocol.job.JobId;
import stentor.protocol.job.Score;
import stentor.protocol.openai.VerboseTranscription;

/**
 * What a client is told of a job: answer of {@code GET /v1/jobs/{id}}. Every key is always there,
 * as null where its value is absent.
 *
 * @param id the job
 * @param object {@code job}
 * @param status where it is
 * @param task {@code transcribe}
 * @param model id of the model that was named or chosen; absent until it is known
 * @param language BCP 47 tag that was named or found; absent until it is known
 * @param attempts attempts at its most tried part
 * @param createdAt when it was accepted
 * @param startedAt when the first worker began
 * @param finishedAt when its outcome was there
 * @param text what was said; present exactly when it succeeded
 * @param error why it failed; present exactly when it did
 * @param result the transcript with its times; present when it succeeded, absent in lists
 * @param replayOf the job that this one repeats
 * @param trace of the request that made it
 * @param client name of the token that the request carried; absent where it was the environment's
 *     own
 * @param score how far the text is from the reference that was sent for it; present when it
 *     succeeded and there is one, absent in lists
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record JobDocument(
    JobId id,
    String object,
    JobStatus status,
    String task,
    Optional<String> model,
    Optional<String> language,
    int attempts,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<String> text,
    Optional<Failure> error,
    Optional<VerboseTranscription> result,
    Optional<JobId> replayOf,
    Optional<TraceId> trace,
    Optional<TokenName> client,
    Optional<Score> score) {

  /** The only kind of object there is here. */
  public static final String OBJECT = "job";

  /** Where a job is. */
  public enum JobStatus {
    /** No worker has begun. */
    @JsonProperty("queued")
    QUEUED,
    /** A worker has begun. */
    @JsonProperty("running")
    RUNNING,
    /** It ended with a transcript. */
    @JsonProperty("succeeded")
    SUCCEEDED,
    /** It ended with a reason. */
    @JsonProperty("failed")
    FAILED,
    /** It ended by somebody's wish. */
    @JsonProperty("cancelled")
    CANCELLED;

    /** How it is written: in lower case. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
