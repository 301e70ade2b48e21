package stentor.protocol.job;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import stentor.protocol.access.TokenName;
import stentor.protocol.identity.TraceId;
import stentor.protocol.json.Versioned;

/**
 * What a client asked for: {@code jobs/<id>/request.json}. Written once, before the job is
 * accepted.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param id the job
 * @param createdAt when the master had received all of it
 * @param task what is asked of a model: {@code transcribe}
 * @param model id of the model that was named; absent: chosen by language
 * @param language BCP 47 tag that was named; absent: identified
 * @param fileName the client's name of the file, for people only
 * @param bytes size of the audio as it was sent
 * @param replayOf the job that this one repeats; absent where it repeats none
 * @param webhook web address that is told of the outcome; absent where nobody asked
 * @param idempotencyKey SHA-256, in lower-case hexadecimal, of the key by which a client marks its
 *     repetitions of one request; absent where it sent none
 * @param hints what the client gave the engine on the way; absent where it gave nothing
 * @param origin where it came from; absent where that was not kept
 * @param recording SHA-256, in lower-case hexadecimal, of the client's id of what is recorded, by
 *     which it may send a {@link Reference}; absent where it gave none
 */
public record JobRequest(
    int schema,
    JobId id,
    Instant createdAt,
    String task,
    Optional<String> model,
    Optional<String> language,
    Optional<String> fileName,
    long bytes,
    Optional<JobId> replayOf,
    Optional<URI> webhook,
    Optional<String> idempotencyKey,
    Optional<Hints> hints,
    Optional<Origin> origin,
    Optional<String> recording)
    implements Versioned {

  /** The task of turning speech into text. */
  public static final String TRANSCRIBE = "transcribe";

  /** Its trace, if it has one. */
  public Optional<TraceId> trace() {
    return origin.map(Origin::trace);
  }

  /** Name of the token it was sent with, if that had one. */
  public Optional<TokenName> client() {
    return origin.flatMap(Origin::client);
  }

  /** A transcription that repeats nothing and tells nobody. */
  public static JobRequest transcription(
      JobId id,
      Instant createdAt,
      Optional<String> model,
      Optional<String> language,
      Optional<String> fileName,
      long bytes) {
    return new JobRequest(
        SCHEMA,
        id,
        createdAt,
        TRANSCRIBE,
        model,
        language,
        fileName,
        bytes,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, with where it came from, and of what is recorded under this hash. */
  public JobRequest with(Optional<Origin> other, Optional<String> named) {
    return new JobRequest(
        schema,
        id,
        createdAt,
        task,
        model,
        language,
        fileName,
        bytes,
        replayOf,
        webhook,
        idempotencyKey,
        hints,
        other,
        named);
  }
}
