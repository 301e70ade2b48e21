package stentor.protocol.job;

import java.time.Instant;
import java.util.Optional;
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
 */
public record JobRequest(
    int schema,
    JobId id,
    Instant createdAt,
    String task,
    Optional<String> model,
    Optional<String> language,
    Optional<String> fileName,
    long bytes)
    implements Versioned {

  /** The task of turning speech into text. */
  public static final String TRANSCRIBE = "transcribe";
}
