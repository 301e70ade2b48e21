package stentor.protocol.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stentor.protocol.json.Versioned;
import stentor.speech.transcript.Segment;

/**
 * How one part ended: {@code jobs/<id>/parts/<n>.json}, made by one atomic create.
 *
 * @param schema version of the document, {@value Versioned#SCHEMA}
 * @param part number of the part
 * @param model id of the model that recognised it
 * @param modelVersion version of that model
 * @param attempts how many attempts it took; 0 where nobody had to try it
 * @param startedAt when the last attempt began
 * @param finishedAt when it ended
 * @param segments what was said, times from the beginning of the recording; empty on failure
 * @param failure why there is none; absent on success
 */
public record PartResult(
    int schema,
    int part,
    String model,
    String modelVersion,
    int attempts,
    Instant startedAt,
    Instant finishedAt,
    List<Segment> segments,
    Optional<Failure> failure)
    implements Versioned {

  /** Copies the list. */
  public PartResult {
    segments = List.copyOf(segments);
  }
}
